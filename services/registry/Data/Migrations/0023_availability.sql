-- Who may not know a site's exact capacity sees a word for the free capacity at the beginning of the day (Availability).
alter table sites
    add column admission character varying(30) not null default 'direct',
    add column free_at_day_start integer not null default 0,
    add column counted_at timestamp with time zone null;

-- Until the first change of its capacity a site's word is that of its present numbers.
update sites set free_at_day_start = total - held - taken;

-- A hold is no modification that everybody may see the time of.
drop trigger note_modification on sites;
create trigger note_modification before insert on sites for each row execute function note_modification();
create trigger note_change before update on sites for each row
    when (old.held = new.held and old.taken = new.taken) execute function note_modification();

drop trigger count_revision on sites;
create trigger count_revision before update of
    id, organization_code, service_type_code, place_code, code, address, latitude, longitude, status, opened_at, total, name_tk, name_ru, name_en,
    deleted_at, deletion_reason, schedule, languages, accessibility, contacts, website, description, funding, accreditation,
    accreditation_suspended_from, accreditation_suspension_reason, status_reason, admission
    on sites for each row execute function count_revision();
