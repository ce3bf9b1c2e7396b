-- Facts of referrals: people who are not simply themselves, cases, assessments, referrals, group programmes, and consents that people withdrew.
create table people (
    service_user_id uuid not null,
    merged_into uuid null,
    merge_position bigint not null,
    erased boolean not null default false,
    constraint pk_people primary key (service_user_id)
);

create table assessments (
    assessment_id uuid not null,
    case_id uuid not null,
    service_user_id uuid null,
    organization character varying(100) null,
    instrument character varying(100) null,
    risk_level character varying(100) null,
    needs text[] not null,
    campaign uuid null,
    sex character varying(100) null,
    age_band character varying(100) null,
    disability boolean null,
    place character varying(100) null,
    assessed_at timestamp with time zone null,
    entered_in_error boolean not null default false,
    constraint pk_assessments primary key (assessment_id)
);
create index ix_assessments_assessed_at on assessments (assessed_at);

create table reaches (
    referral_id uuid not null,
    kind character varying(100) not null,
    reached_at timestamp with time zone not null,
    constraint pk_reaches primary key (referral_id, kind)
);

create table group_cycles (
    cycle_id uuid not null,
    programme character varying(100) not null,
    organization character varying(100) not null,
    place character varying(100) not null,
    families integer not null,
    caregivers integer not null,
    children integer not null,
    families_completed integer not null,
    completed_at timestamp with time zone not null,
    position bigint not null,
    constraint pk_group_cycles primary key (cycle_id)
);

create table group_changes (
    cycle_id uuid not null,
    measure character varying(100) not null,
    to_week integer not null,
    programme character varying(100) not null,
    organization character varying(100) not null,
    place character varying(100) not null,
    measured_on date not null,
    pairs integer not null,
    mean_change double precision not null,
    standard_deviation double precision not null,
    effect_size double precision null,
    is_last_week boolean not null,
    position bigint not null,
    constraint pk_group_changes primary key (cycle_id, measure, to_week)
);

create table cases (
    case_id uuid not null,
    organization character varying(100) null,
    service_user_id uuid null,
    source character varying(100) null,
    sex character varying(100) null,
    age_band character varying(100) null,
    disability boolean null,
    place character varying(100) null,
    opened_at timestamp with time zone null,
    closed_reason character varying(100) null,
    closed_at timestamp with time zone null,
    closed_position bigint not null,
    worker_id uuid null,
    team uuid[] not null default array[]::uuid[],
    assigned_position bigint not null default 0,
    constraint pk_cases primary key (case_id)
);
create index ix_cases_opened_at on cases (opened_at);

create table referrals (
    referral_id uuid not null,
    case_id uuid not null,
    status character varying(100) not null,
    step integer not null,
    service_user_id uuid null,
    requested_at timestamp with time zone null,
    answered_at timestamp with time zone null,
    accepted_at timestamp with time zone null,
    completed_at timestamp with time zone null,
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
create index ix_referrals_requested_at on referrals (requested_at);

create table consent_withdrawals (
    consent_id uuid not null,
    case_id uuid not null,
    withdrawn_at timestamp with time zone not null,
    constraint pk_consent_withdrawals primary key (consent_id)
);
