-- Programmes as they are now. The reference data loads them; edited: the office has changed one since.
create table programmes (
    code character varying(50) not null,
    name_tk character varying(300) not null,
    name_ru character varying(300) not null,
    name_en character varying(300) not null,
    version integer not null default 1 check (version > 0),
    phases jsonb not null,
    training_days integer not null check (training_days > 0),
    hours integer null check (hours > 0),
    delivery character varying(20) not null default 'in-person',
    attendance_threshold integer not null check (attendance_threshold between 1 and 100),
    free_absences integer not null default 0 check (free_absences >= 0),
    field_practice_days integer not null default 0 check (field_practice_days >= 0),
    post_test_pass_mark integer null check (post_test_pass_mark between 0 and 100),
    prerequisites text[] not null default '{}',
    late_enrolment character varying(20) not null default 'counts',
    competence character varying(50) not null,
    level character varying(50) null,
    validity_months integer null check (validity_months > 0),
    issuers text[] not null check (cardinality(issuers) > 0),
    organizers text[] not null default '{}',
    trainer_competence character varying(50) null,
    trainer_level character varying(50) null,
    source character varying(500) not null,
    inferred text[] not null,
    edited boolean not null default false,
    constraint pk_programmes primary key (code)
);

-- All versions: a running course keeps the one with which it began.
create table programme_versions (
    programme character varying(50) not null,
    number integer not null,
    definition jsonb not null,
    since timestamp with time zone not null,
    constraint pk_programme_versions primary key (programme, number),
    constraint fk_programme_versions_programmes_programme foreign key (programme) references programmes (code) on delete restrict
);

-- An issuer lets an organizer sign certificates of a programme for it.
create table signing_delegations (
    programme character varying(50) not null,
    issuer character varying(50) not null,
    organizer character varying(50) not null,
    delegated_at timestamp with time zone not null,
    constraint pk_signing_delegations primary key (programme, issuer, organizer),
    constraint fk_signing_delegations_programmes_programme foreign key (programme) references programmes (code) on delete restrict
);
