-- Counts the edits of a site, for its ETag. Unlike xmin it stays when a place is held, taken or given back: who edits a site where
-- people come and go all day must not be refused because of that.
alter table sites add column revision bigint not null default 1;

create function count_revision() returns trigger language plpgsql as $$
begin
    new.revision := old.revision + 1;
    return new;
end $$;
-- A trigger and not the application: whoever edits, also the previous version while it still runs. All columns but held, taken and
-- what the database writes itself; a test tells when a new one is missing. The ledger writes held and taken alone and pays nothing.
create trigger count_revision before update of
    id, organization_code, service_type_code, place_code, code, address, latitude, longitude, status, opened_at, total, name_tk, name_ru, name_en,
    deleted_at, deletion_reason, schedule, languages, accessibility, contacts, website, description, funding, accreditation,
    accreditation_suspended_from, accreditation_suspension_reason, status_reason
    on sites for each row execute function count_revision();
