-- UUIDs for records that have codes as keys (columns hsds_…), and the time of the last change of what the HSDS API shows (modified_at).
create extension if not exists "uuid-ossp";

-- A trigger and not the application, so that it also runs for a bulk load.
create function note_modification() returns trigger language plpgsql as $$
begin
    new.modified_at := clock_timestamp();
    return new;
end $$;
