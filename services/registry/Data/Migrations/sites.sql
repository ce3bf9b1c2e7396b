create table sites (
    id uuid not null,
    organization_code character varying(50) not null,
    service_type_code character varying(50) not null,
    place_code character varying(20) not null,
    code character varying(50) null,
    name_tk character varying(300) not null,
    name_ru character varying(300) not null,
    name_en character varying(300) not null,
    address character varying(500) null,
    latitude double precision null check (latitude between -90 and 90),
    longitude double precision null check (longitude between -180 and 180),
    status character varying(30) not null check (status in ('planned', 'active', 'suspended', 'closed')),
    status_reason character varying(500) null,
    opened_at timestamp with time zone not null,
    admission character varying(30) not null default 'direct',
    -- How many people the site can serve. Only the ledger writes held and taken.
    total integer not null,
    held integer not null,
    taken integer not null,
    -- Who may not know the exact capacity sees a word for the free capacity at the beginning of the day (Availability).
    free_at_day_start integer not null default 0,
    counted_at timestamp with time zone null,
    schedule jsonb null,
    languages text[] not null default '{}',
    accessibility text[] not null default '{}',
    contacts jsonb not null default '[]',
    website character varying(300) null,
    description jsonb null,
    funding jsonb not null default '[]',
    accreditation jsonb null,
    accreditation_suspended_from date null,
    accreditation_suspension_reason character varying(2000) null,
    modified_at timestamp with time zone not null default now(),
    revision bigint not null default 1,
    deleted_at timestamp with time zone null,
    deletion_reason character varying(2000) null,
    hsds_service_id uuid not null
        generated always as (uuid_generate_v5('997db795-6532-5c8c-b209-85e8950b6271', 'service/' || organization_code || '/' || service_type_code)) stored,
    search_document tsvector not null generated always as (search_document_of(
        name_tk || ' ' || name_ru || ' ' || name_en || ' ' || coalesce(address, '') || ' ' || coalesce(code, ''),
        service_type_code, organization_code, place_code)) stored,
    weekly_minutes int4multirange null generated always as (schedule_weekly_minutes(schedule)) stored,
    hours_words tsvector null generated always as (schedule_words(schedule)) stored,
    constraint pk_sites primary key (id),
    constraint fk_sites_organizations_organization_code foreign key (organization_code) references organizations (code) on delete restrict,
    constraint fk_sites_service_types_service_type_code foreign key (service_type_code) references service_types (code) on delete restrict,
    constraint fk_sites_places_place_code foreign key (place_code) references places (code) on delete restrict,
    -- The promise of the programme, kept by the database whatever runs concurrently: never more people than the site can serve.
    constraint places_are_never_overbooked check (held >= 0 and taken >= 0 and held + taken <= total),
    -- Somebody must first say what becomes of the people there.
    constraint a_deleted_site_has_nobody check (deleted_at is null or (held = 0 and taken = 0)),
    constraint a_suspension_has_a_reason check ((accreditation_suspended_from is null) = (accreditation_suspension_reason is null)),
    constraint what_is_suspended_is_there check (accreditation_suspended_from is null or accreditation is not null)
);
create unique index ix_sites_organization_code_code on sites (organization_code, code);
create index ix_sites_hsds_service_id on sites (hsds_service_id);

-- A hold changes no modified_at: not everybody may see when somebody holds capacity.
create trigger note_modification before insert on sites for each row execute function note_modification();
create trigger note_change before update on sites for each row
    when (old.held = new.held and old.taken = new.taken) execute function note_modification();

-- Counts the edits of a site, for its ETag. Unlike xmin it stays when capacity is held, taken or released: who edits a site where
-- people come and go all day must not get a conflict because of that. The trigger names all columns but held, taken and those that
-- the database writes itself; a test finds a column that is missing here. The ledger writes only held and taken, and pays nothing.
create function count_revision() returns trigger language plpgsql as $$
begin
    new.revision := old.revision + 1;
    return new;
end $$;
create trigger count_revision before update of
    id, organization_code, service_type_code, place_code, code, address, latitude, longitude, status, opened_at, total, name_tk, name_ru, name_en,
    deleted_at, deletion_reason, schedule, languages, accessibility, contacts, website, description, funding, accreditation,
    accreditation_suspended_from, accreditation_suspension_reason, status_reason, admission
    on sites for each row execute function count_revision();

-- Since when a site has which status. A trigger and not the application, so that it also runs for a bulk load.
create table site_statuses (
    id bigint generated by default as identity not null,
    site_id uuid not null,
    since timestamp with time zone not null,
    status character varying(30) not null,
    reason character varying(500) null,
    constraint pk_site_statuses primary key (id),
    constraint fk_site_statuses_sites_site_id foreign key (site_id) references sites (id) on delete restrict
);
create index ix_site_statuses_site_id_id on site_statuses (site_id, id);

create function note_first_status() returns trigger language plpgsql as $$
begin
    insert into site_statuses (site_id, since, status, reason) select id, opened_at, status, status_reason from added;
    return null;
end $$;
create trigger note_first_status after insert on sites referencing new table as added for each statement execute function note_first_status();

create function note_status() returns trigger language plpgsql as $$
begin
    insert into site_statuses (site_id, since, status, reason) values (new.id, clock_timestamp(), new.status, new.status_reason);
    return null;
end $$;
create trigger note_status after update of status on sites for each row when (old.status <> new.status) execute function note_status();
