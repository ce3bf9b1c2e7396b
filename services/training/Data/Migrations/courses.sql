create table courses (
    id uuid not null,
    programme character varying(50) not null,
    programme_version integer not null default 1,
    code character varying(50) not null,
    organizer character varying(50) not null,
    funders text[] not null,
    place character varying(20) not null,
    link character varying(500) null,
    mode character varying(20) not null,
    starts_on date not null,
    ends_on date not null,
    capacity integer not null check (capacity > 0),
    enrolled integer not null check (enrolled between 0 and capacity),
    trainers uuid[] not null,
    state character varying(20) not null,
    revision integer not null default 0,
    completed_at timestamp with time zone null,
    cancelled_at timestamp with time zone null,
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
    phase integer null check (phase > 0),
    held_on date not null,
    starts_at time without time zone null,
    ends_at time without time zone null,
    topic character varying(300) not null,
    place character varying(20) null,
    link character varying(500) null,
    make_up_for integer null,
    attendance_taken_at timestamp with time zone null,
    revision integer not null default 0,
    cancelled_at timestamp with time zone null,
    constraint pk_sessions primary key (course_id, number),
    constraint fk_sessions_courses_course_id foreign key (course_id) references courses (id) on delete restrict,
    check (starts_at < ends_at)
);

-- Every change of a course. Rows are only added.
create table course_changes (
    id uuid not null,
    course_id uuid not null,
    at timestamp with time zone not null,
    actor character varying(100) not null,
    organization character varying(50) null,
    action character varying(100) not null,
    subject character varying(200) not null,
    details jsonb null,
    reason bytea null,
    constraint pk_course_changes primary key (id),
    constraint fk_course_changes_courses_course_id foreign key (course_id) references courses (id) on delete restrict
);
create index ix_course_changes_course_id on course_changes (course_id);
