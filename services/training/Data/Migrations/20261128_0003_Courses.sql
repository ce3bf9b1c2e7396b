-- Programmes: what the office may change, and the versions that running courses keep.
alter table programmes
    add column version integer not null default 1 check (version > 0),
    add column level character varying(50) null,
    add column hours integer null check (hours > 0),
    add column delivery character varying(20) not null default 'in-person',
    add column free_absences integer not null default 0 check (free_absences >= 0),
    add column field_practice_days integer not null default 0 check (field_practice_days >= 0),
    add column prerequisites text[] not null default '{}',
    add column late_enrolment character varying(20) not null default 'counts',
    add column organizers text[] not null default '{}',
    add column trainer_competence character varying(50) null,
    add column trainer_level character varying(50) null,
    add column edited boolean not null default false;

create table programme_versions (
    programme character varying(50) not null,
    number integer not null,
    definition jsonb not null,
    since timestamp with time zone not null,
    constraint pk_programme_versions primary key (programme, number),
    constraint fk_programme_versions_programmes_programme foreign key (programme) references programmes (code) on delete restrict
);

insert into programme_versions (programme, number, definition, since)
select code, 1, jsonb_build_object(
    'code', code, 'name', jsonb_build_object('tk', name_tk, 'ru', name_ru, 'en', name_en), 'phases', phases, 'trainingDays', training_days,
    'attendanceThreshold', attendance_threshold, 'postTestPassMark', post_test_pass_mark, 'competence', competence,
    'validityMonths', validity_months, 'issuers', to_jsonb(issuers), 'source', source, 'inferred', to_jsonb(inferred)), now()
from programmes;

-- An issuer lets an organizer sign for it what its courses of a programme lead to.
create table signing_delegations (
    programme character varying(50) not null,
    issuer character varying(50) not null,
    organizer character varying(50) not null,
    delegated_at timestamp with time zone not null,
    constraint pk_signing_delegations primary key (programme, issuer, organizer),
    constraint fk_signing_delegations_programmes_programme foreign key (programme) references programmes (code) on delete restrict
);

alter table courses
    add column programme_version integer not null default 1,
    add column link character varying(500) null,
    add column revision integer not null default 0,
    add column cancelled_at timestamp with time zone null;

alter table sessions
    add column phase integer null check (phase > 0),
    add column place character varying(20) null,
    add column link character varying(500) null,
    add column make_up_for integer null,
    add column revision integer not null default 0,
    add column cancelled_at timestamp with time zone null;

-- Somebody who walked in has a name and no worker yet.
alter table enrolments
    alter column worker_id drop not null,
    add column state character varying(20) not null default 'enrolled',
    add column waiting_number integer null,
    add column counts_from date null,
    add column withdrawn_at timestamp with time zone null,
    add column out_of_reach_since date null,
    add column name bytea null;

-- Who has withdrawn may enrol again.
drop index ix_enrolments_course_id_worker_id;
create unique index ix_enrolments_course_id_worker_id on enrolments (course_id, worker_id) where state <> 'withdrawn';

create table apologies (
    course_id uuid not null,
    session_number integer not null,
    enrolment_id uuid not null,
    constraint pk_apologies primary key (course_id, session_number, enrolment_id),
    constraint fk_apologies_sessions_course_id_session_number foreign key (course_id, session_number) references sessions (course_id, number) on delete cascade,
    constraint fk_apologies_enrolments_enrolment_id foreign key (enrolment_id) references enrolments (id) on delete cascade
);
create index ix_apologies_enrolment_id on apologies (enrolment_id);

-- Every change of a course: rows are only added.
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

create table survey_answers (
    id uuid not null,
    course_id uuid not null,
    satisfaction integer not null check (satisfaction between 1 and 5),
    topics jsonb not null,
    constraint pk_survey_answers primary key (id),
    constraint fk_survey_answers_courses_course_id foreign key (course_id) references courses (id) on delete restrict
);
create index ix_survey_answers_course_id on survey_answers (course_id);

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

alter table certificates
    alter column number type character varying(70),
    add column lookup character varying(70) not null generated always as (regexp_replace(upper(number), '[^A-Z0-9]', '', 'g')) stored,
    add column organization character varying(50) not null default '',
    add column level character varying(50) null,
    add column signed_by text[] not null default '{}',
    add column signed_at timestamp with time zone null,
    add column predecessor uuid null,
    add column replaced_by uuid null,
    add column reminded_days integer null,
    add column template integer not null default 1,
    add column printed bytea null;
update certificates set organization = e.organization, signed_by = issuers, signed_at = issued_at
from enrolments e where e.id = certificates.enrolment_id;

-- One certificate for a completion. A renewal begins later; a correction begins when the old one is revoked.
drop index ix_certificates_enrolment_id;
create unique index ix_certificates_enrolment_id_valid_from on certificates (enrolment_id, valid_from) where revoked_at is null;
create unique index ix_certificates_predecessor on certificates (predecessor);
create unique index sql_certificates_lookup on certificates (lookup);

-- The last number that was given, of an issuer and a year: taken under a lock that lasts as long as the transaction, hence without gaps.
create table certificate_counters (
    prefix character varying(50) not null,
    year integer not null,
    last integer not null,
    constraint pk_certificate_counters primary key (prefix, year)
);
