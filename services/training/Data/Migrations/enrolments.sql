-- A participant who walked in has a name and no worker yet.
create table enrolments (
    id uuid not null,
    course_id uuid not null,
    worker_id uuid null,
    name bytea null,
    organization character varying(50) not null,
    sex character varying(20) not null,
    age_band character varying(20) not null,
    disability boolean null,
    place character varying(20) not null,
    state character varying(20) not null default 'enrolled',
    waiting_number integer null,
    enrolled_at timestamp with time zone not null,
    counts_from date null,
    withdrawn_at timestamp with time zone null,
    out_of_reach_since date null,
    pre_test integer null check (pre_test between 0 and 100),
    post_test integer null check (post_test between 0 and 100),
    completed boolean null,
    constraint pk_enrolments primary key (id),
    constraint fk_enrolments_courses_course_id foreign key (course_id) references courses (id) on delete restrict
);
-- Who withdrew may enrol again.
create unique index ix_enrolments_course_id_worker_id on enrolments (course_id, worker_id) where state <> 'withdrawn';
create index ix_enrolments_worker_id on enrolments (worker_id);

create table attendance (
    course_id uuid not null,
    session_number integer not null,
    enrolment_id uuid not null,
    constraint pk_attendance primary key (course_id, session_number, enrolment_id),
    constraint fk_attendance_sessions_course_id_session_number foreign key (course_id, session_number) references sessions (course_id, number) on delete cascade,
    constraint fk_attendance_enrolments_enrolment_id foreign key (enrolment_id) references enrolments (id) on delete cascade
);
create index ix_attendance_enrolment_id on attendance (enrolment_id);

-- Participants who said before a session that they cannot come.
create table apologies (
    course_id uuid not null,
    session_number integer not null,
    enrolment_id uuid not null,
    constraint pk_apologies primary key (course_id, session_number, enrolment_id),
    constraint fk_apologies_sessions_course_id_session_number foreign key (course_id, session_number) references sessions (course_id, number) on delete cascade,
    constraint fk_apologies_enrolments_enrolment_id foreign key (enrolment_id) references enrolments (id) on delete cascade
);
create index ix_apologies_enrolment_id on apologies (enrolment_id);
