-- Facts of referrals: cases, referrals, and consents that people withdrew.
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
