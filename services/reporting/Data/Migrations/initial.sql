-- Facts: what this service learnt from the others' events. Everything here can be forgotten and read again (--rebuild).

create table organizations (
    organization character varying(100) not null,
    kind character varying(100) not null,
    name_en character varying(300) not null,
    position bigint not null,
    constraint pk_organizations primary key (organization)
);

create table service_types (
    service_type character varying(100) not null,
    number integer null,
    name_en character varying(300) not null,
    lead_agency character varying(100) not null,
    position bigint not null,
    constraint pk_service_types primary key (service_type)
);

create table sites (
    site_id uuid not null,
    organization character varying(100) null,
    service_type character varying(100) null,
    place character varying(100) null,
    status character varying(100) null,
    total integer not null,
    held integer not null,
    taken integer not null,
    opened_position bigint not null,
    status_position bigint not null,
    capacity_position bigint not null,
    constraint pk_sites primary key (site_id)
);

create table workers (
    worker_id uuid not null,
    organization character varying(100) not null,
    role character varying(100) not null,
    sex character varying(100) not null,
    age_band character varying(100) not null,
    disability boolean null,
    place character varying(100) not null,
    position bigint not null,
    constraint pk_workers primary key (worker_id)
);

create table courses (
    course_id uuid not null,
    programme character varying(100) not null,
    organizer character varying(100) not null,
    place character varying(100) not null,
    starts_on date not null,
    ends_on date not null,
    position bigint not null,
    constraint pk_courses primary key (course_id)
);

create table enrolments (
    enrolment_id uuid not null,
    course_id uuid not null,
    worker_id uuid not null,
    organization character varying(100) not null,
    position bigint not null,
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
    constraint pk_certificates primary key (certificate_id)
);

create table cases (
    case_id uuid not null,
    organization character varying(100) null,
    sex character varying(100) null,
    age_band character varying(100) null,
    disability boolean null,
    place character varying(100) null,
    opened_at timestamp with time zone null,
    closed_reason character varying(100) null,
    closed_at timestamp with time zone null,
    closed_position bigint not null,
    constraint pk_cases primary key (case_id)
);

create table referrals (
    referral_id uuid not null,
    case_id uuid not null,
    status character varying(100) not null,
    step integer not null,
    service_type character varying(100) not null,
    site_id uuid not null,
    requester character varying(100) not null,
    receiver character varying(100) not null,
    priority character varying(100) not null,
    sex character varying(100) not null,
    age_band character varying(100) not null,
    disability boolean null,
    place character varying(100) not null,
    constraint pk_referrals primary key (referral_id)
);

create table consent_withdrawals (
    consent_id uuid not null,
    case_id uuid not null,
    withdrawn_at timestamp with time zone not null,
    constraint pk_consent_withdrawals primary key (consent_id)
);
