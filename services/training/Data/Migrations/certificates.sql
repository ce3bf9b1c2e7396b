-- Numbers that people read aloud. A rollback may leave a gap; that is allowed.
create sequence certificate_numbers;

-- The last number that an issuer gave in a year. The row lock lasts as long as the transaction, so these numbers have no gaps.
create table certificate_counters (
    prefix character varying(50) not null,
    year integer not null,
    last integer not null,
    constraint pk_certificate_counters primary key (prefix, year)
);

create table certificates (
    id uuid not null,
    number character varying(70) not null,
    -- The number as somebody may type it: without spaces, hyphens and lower case.
    lookup character varying(70) not null generated always as (regexp_replace(upper(number), '[^A-Z0-9]', '', 'g')) stored,
    enrolment_id uuid not null,
    course_id uuid not null,
    programme character varying(50) not null,
    competence character varying(50) not null,
    level character varying(50) null,
    worker_id uuid not null,
    organization character varying(50) not null default '',
    organizer character varying(50) not null,
    issuers text[] not null,
    signed_by text[] not null default '{}',
    signed_at timestamp with time zone null,
    valid_from date not null,
    valid_until date null,
    issued_at timestamp with time zone not null,
    predecessor uuid null,
    replaced_by uuid null,
    reminded_days integer null,
    template integer not null default 1,
    printed bytea null,
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
create unique index sql_certificates_lookup on certificates (lookup);
-- One certificate for a completion. A renewal begins later; a correction begins when the old one is revoked.
create unique index ix_certificates_enrolment_id_valid_from on certificates (enrolment_id, valid_from) where revoked_at is null;
create unique index ix_certificates_predecessor on certificates (predecessor);
create index ix_certificates_course_id on certificates (course_id);
create index ix_certificates_worker_id_competence on certificates (worker_id, competence);
