-- Practice after the course: days with a mentor, and what mentors observed at work.
create table field_practices (
    id uuid not null,
    enrolment_id uuid not null,
    mentor_id uuid not null,
    place character varying(20) not null,
    starts_on date not null,
    ends_on date not null,
    days integer not null check (days > 0),
    log bytea null,
    signed_off_at timestamp with time zone null,
    constraint pk_field_practices primary key (id),
    constraint fk_field_practices_enrolments_enrolment_id foreign key (enrolment_id) references enrolments (id) on delete restrict,
    check (starts_on <= ends_on)
);
create index ix_field_practices_enrolment_id on field_practices (enrolment_id);

create table observations (
    id uuid not null,
    worker_id uuid not null,
    organization character varying(50) not null,
    mentor_id uuid not null,
    competence character varying(50) not null,
    observed_on date not null,
    rating integer not null check (rating between 1 and 5),
    note bytea not null,
    constraint pk_observations primary key (id)
);
create index ix_observations_worker_id on observations (worker_id);
