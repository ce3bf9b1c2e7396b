-- Instruments as data, needs assessments, and district campaigns.
create table instrument_versions (
    code character varying(50) not null,
    version integer not null,
    definition jsonb not null,
    published_at timestamp with time zone not null,
    constraint pk_instrument_versions primary key (code, version)
);

create table campaigns (
    id uuid not null,
    organization character varying(50) not null,
    name character varying(200) not null,
    instrument character varying(50) not null,
    first_day date not null,
    last_day date not null,
    constraint pk_campaigns primary key (id)
);

create table households (
    id uuid not null,
    campaign_id uuid not null,
    organization character varying(50) not null,
    place character varying(20) not null,
    worker_id uuid not null,
    state character varying(30) not null,
    at timestamp with time zone null,
    label bytea not null,
    constraint pk_households primary key (id),
    constraint fk_households_campaigns_campaign_id foreign key (campaign_id) references campaigns (id) on delete restrict
);
create index ix_households_campaign_id_worker_id on households (campaign_id, worker_id);

create table assessments (
    id uuid not null,
    case_id uuid not null,
    instrument character varying(50) not null,
    instrument_version integer not null,
    status character varying(30) not null,
    started_by uuid not null,
    started_at timestamp with time zone not null,
    completed_by uuid null,
    completed_at timestamp with time zone null,
    household_id uuid null,
    answers bytea not null,
    result bytea null,
    constraint pk_assessments primary key (id),
    constraint fk_assessments_cases_case_id foreign key (case_id) references cases (id) on delete restrict,
    constraint fk_assessments_instrument_versions_instrument_instrument_version
        foreign key (instrument, instrument_version) references instrument_versions (code, version) on delete restrict
);
create index ix_assessments_case_id_id on assessments (case_id, id);
create index ix_assessments_instrument_instrument_version on assessments (instrument, instrument_version);
