-- Counts the edits of a site, for its ETag. Unlike xmin it stays when capacity is held, taken or released: who edits a site where
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

-- When what is shown of a place last changed: its own name and kind, and where it belongs, also by a change of what it is part of. Not a column of
-- places: that a velayat is renamed does not outdate who edits its etraps.
create table place_modifications (
    code character varying(20) not null,
    modified_at timestamp with time zone not null,
    constraint pk_place_modifications primary key (code),
    constraint fk_place_modifications_places_code foreign key (code) references places (code) on delete restrict
);
insert into place_modifications select code, now() from places;

create function note_place_modification() returns trigger language plpgsql set jit = off as $$
begin
    insert into place_modifications
    with recursive within as (
        select new.code
        union
        select part.code from within join places part on part.parent_code = within.code where new.kind <> 'country') -- whose name addresses do not say
    select code, clock_timestamp() from within
    on conflict (code) do update set modified_at = excluded.modified_at;
    return null;
end $$;
create trigger note_new_place after insert on places for each row execute function note_place_modification();
create trigger note_place_modification after update on places for each row
    when ((old.name_tk, old.name_ru, old.name_en, old.kind, old.parent_code) is distinct from (new.name_tk, new.name_ru, new.name_en, new.kind, new.parent_code))
    execute function note_place_modification();
