create table programmes (
    code character varying(50) not null,
    name_tk character varying(300) not null,
    name_ru character varying(300) not null,
    name_en character varying(300) not null,
    phases jsonb not null,
    training_days integer not null check (training_days > 0),
    attendance_threshold integer not null check (attendance_threshold between 1 and 100),
    post_test_pass_mark integer null check (post_test_pass_mark between 0 and 100),
    competence character varying(50) not null,
    validity_months integer null check (validity_months > 0),
    issuers text[] not null check (cardinality(issuers) > 0),
    source character varying(500) not null,
    inferred text[] not null,
    constraint pk_programmes primary key (code)
);

create table courses (
    id uuid not null,
    programme character varying(50) not null,
    code character varying(50) not null,
    organizer character varying(50) not null,
    funders text[] not null,
    place character varying(20) not null,
    mode character varying(20) not null,
    starts_on date not null,
    ends_on date not null,
    capacity integer not null check (capacity > 0),
    enrolled integer not null check (enrolled between 0 and capacity),
    trainers uuid[] not null,
    state character varying(20) not null,
    completed_at timestamp with time zone null,
    constraint pk_courses primary key (id),
    constraint fk_courses_programmes_programme foreign key (programme) references programmes (code) on delete restrict,
    check (starts_on <= ends_on),
    check ((state = 'completed') = (completed_at is not null))
);
create unique index ix_courses_code on courses (code);
create index ix_courses_programme on courses (programme);
create index ix_courses_organizer on courses (organizer);

create table sessions (
    course_id uuid not null,
    number integer not null check (number > 0),
    held_on date not null,
    starts_at time without time zone null,
    ends_at time without time zone null,
    topic character varying(300) not null,
    attendance_taken_at timestamp with time zone null,
    constraint pk_sessions primary key (course_id, number),
    constraint fk_sessions_courses_course_id foreign key (course_id) references courses (id) on delete restrict,
    check (starts_at < ends_at)
);

create table enrolments (
    id uuid not null,
    course_id uuid not null,
    worker_id uuid not null,
    organization character varying(50) not null,
    sex character varying(20) not null,
    age_band character varying(20) not null,
    disability boolean null,
    place character varying(20) not null,
    enrolled_at timestamp with time zone not null,
    pre_test integer null check (pre_test between 0 and 100),
    post_test integer null check (post_test between 0 and 100),
    completed boolean null,
    constraint pk_enrolments primary key (id),
    constraint fk_enrolments_courses_course_id foreign key (course_id) references courses (id) on delete restrict
);
create unique index ix_enrolments_course_id_worker_id on enrolments (course_id, worker_id);
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

-- Numbers people read aloud. A roll-back may leave a gap; that is allowed.
create sequence certificate_numbers;

create table certificates (
    id uuid not null,
    number character varying(20) not null,
    enrolment_id uuid not null,
    course_id uuid not null,
    programme character varying(50) not null,
    competence character varying(50) not null,
    worker_id uuid not null,
    organizer character varying(50) not null,
    issuers text[] not null,
    valid_from date not null,
    valid_until date null,
    issued_at timestamp with time zone not null,
    revoked_at timestamp with time zone null,
    revocation_reason character varying(30) null,
    revocation_note bytea null,
    constraint pk_certificates primary key (id),
    constraint fk_certificates_enrolments_enrolment_id foreign key (enrolment_id) references enrolments (id) on delete restrict,
    constraint fk_certificates_courses_course_id foreign key (course_id) references courses (id) on delete restrict,
    check (valid_from <= valid_until),
    check ((revoked_at is null) = (revocation_reason is null))
);
create unique index ix_certificates_number on certificates (number);
create unique index ix_certificates_enrolment_id on certificates (enrolment_id);
create index ix_certificates_course_id on certificates (course_id);
create index ix_certificates_worker_id_competence on certificates (worker_id, competence);
