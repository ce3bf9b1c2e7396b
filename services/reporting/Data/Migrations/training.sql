-- Facts of training: courses, who enrolled, who took part, and certificates.
create table courses (
    course_id uuid not null,
    programme character varying(100) not null,
    organizer character varying(100) not null,
    place character varying(100) not null,
    starts_on date not null,
    ends_on date not null,
    position bigint not null,
    completed_on date null,
    participants integer null,
    passed integer null,
    survey_answers integer null,
    cancelled boolean not null default false,
    constraint pk_courses primary key (course_id)
);

create table enrolments (
    enrolment_id uuid not null,
    course_id uuid not null,
    worker_id uuid not null,
    organization character varying(100) not null,
    position bigint not null,
    withdrawn boolean not null default false,
    constraint pk_enrolments primary key (enrolment_id)
);

create table participations (
    enrolment_id uuid not null,
    course_id uuid not null,
    programme character varying(100) not null,
    worker_id uuid not null,
    organization character varying(100) not null,
    completed boolean not null,
    attendance_percent integer not null,
    pre_test integer null,
    post_test integer null,
    completed_on date not null,
    sex character varying(100) not null,
    age_band character varying(100) not null,
    disability boolean null,
    place character varying(100) not null,
    position bigint not null,
    constraint pk_participations primary key (enrolment_id)
);
create index ix_participations_worker_id_programme on participations (worker_id, programme);

create table certificates (
    certificate_id uuid not null,
    worker_id uuid not null,
    competence character varying(100) not null,
    programme character varying(100) null,
    valid_from date null,
    valid_until date null,
    revoked boolean not null,
    -- Issued in error. A revocation without a reason leaves this false, and the certificate counts.
    never_counted boolean not null default false,
    constraint pk_certificates primary key (certificate_id)
);
create index ix_certificates_worker_id_programme on certificates (worker_id, programme);

create table supervisions (
    supervision_id uuid not null,
    organizer character varying(100) not null,
    held_on date not null,
    supervisors integer not null,
    presenters integer not null,
    constraint pk_supervisions primary key (supervision_id)
);
