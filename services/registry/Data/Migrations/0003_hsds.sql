-- UUIDs for records that are keyed by code, and the time of the last change of what the HSDS API shows.
create extension if not exists "uuid-ossp";

alter table organizations
    add column modified_at timestamp with time zone not null default now(),
    add column hsds_id uuid not null generated always as (uuid_generate_v5('997db795-6532-5c8c-b209-85e8950b6271', 'organization/' || code)) stored;
create unique index ix_organizations_hsds_id on organizations (hsds_id);

alter table service_types add column modified_at timestamp with time zone not null default now();

alter table sites
    add column modified_at timestamp with time zone not null default now(),
    add column hsds_service_id uuid not null
        generated always as (uuid_generate_v5('997db795-6532-5c8c-b209-85e8950b6271', 'service/' || organization_code || '/' || service_type_code)) stored;
create index ix_sites_hsds_service_id on sites (hsds_service_id);

-- A trigger and not the application: whoever writes, also the previous version while it still runs, also a bulk load.
create function note_modification() returns trigger language plpgsql as $$
begin
    new.modified_at := clock_timestamp();
    return new;
end $$;
create trigger note_modification before insert or update on organizations for each row execute function note_modification();
create trigger note_modification before insert or update on service_types for each row execute function note_modification();
create trigger note_modification before insert or update on sites for each row execute function note_modification();
