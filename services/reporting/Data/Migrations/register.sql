-- Facts: what this service learns from the events of others. All tables here can be emptied and filled again (--rebuild).
-- Of the register: organizations, service types, sites and workers. What is deleted stays as a row, so that a late event does not bring it back.
create table organizations (
    organization character varying(100) not null,
    kind character varying(100) not null,
    name_en character varying(300) not null,
    position bigint not null,
    deleted boolean not null default false,
    constraint pk_organizations primary key (organization)
);

create table service_types (
    service_type character varying(100) not null,
    number integer null,
    name_en character varying(300) not null,
    lead_agency character varying(100) not null,
    position bigint not null,
    deleted boolean not null default false,
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
    place_position bigint not null default 0,
    status_position bigint not null,
    capacity_position bigint not null,
    deleted boolean not null default false,
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
    active boolean not null default true,
    deleted boolean not null default false,
    position bigint not null,
    constraint pk_workers primary key (worker_id)
);

create table places (
    place character varying(100) not null,
    parent character varying(100) null,
    kind character varying(100) not null,
    name_en character varying(300) not null,
    valid_until date null,
    position bigint not null,
    ended_on date null,
    successors text[] not null default array[]::text[],
    ended_position bigint not null default 0,
    constraint pk_places primary key (place)
);
