-- The version of each service type that is in force. coming: the next version, until its first day, when the service puts it into force.
create table service_types (
    code character varying(50) not null,
    version_number integer not null default 1 check (version_number >= 1),
    valid_from date null,
    number integer null check (number between 1 and 12),
    lead_agency_code character varying(50) not null,
    lead_agency_inferred boolean not null,
    forms text[] not null,
    description jsonb null,
    standard jsonb null,
    sex character varying(30) null check (sex in ('female', 'male')),
    minimum_age integer null check (minimum_age >= 0),
    maximum_age integer null check (maximum_age between coalesce(minimum_age, 0) and 130),
    conditions text[] not null default '{}',
    target_groups text[] not null,
    needs text[] not null,
    required_competences text[] not null,
    note character varying(500) null,
    reference character varying(64) null,
    name_tk character varying(300) not null,
    name_ru character varying(300) not null,
    name_en character varying(300) not null,
    coming jsonb null,
    modified_at timestamp with time zone not null default now(),
    deleted_at timestamp with time zone null,
    deletion_reason character varying(2000) null,
    constraint pk_service_types primary key (code),
    constraint fk_service_types_organizations_lead_agency_code foreign key (lead_agency_code) references organizations (code) on delete restrict
);
create index ix_service_types_lead_agency_code on service_types (lead_agency_code);
create unique index ix_service_types_number on service_types (number);
create trigger note_modification before insert or update on service_types for each row execute function note_modification();

-- Versions that have ended.
create table service_type_versions (
    service_type_code character varying(50) not null,
    number integer not null check (number >= 1),
    valid_from date null,
    valid_until date not null,
    definition jsonb not null,
    constraint pk_service_type_versions primary key (service_type_code, number),
    constraint fk_service_type_versions_service_types_service_type_code foreign key (service_type_code) references service_types (code) on delete restrict,
    constraint sql_service_type_versions_never_overlap exclude using gist (service_type_code with =, daterange(valid_from, valid_until, '[]') with &&)
);
