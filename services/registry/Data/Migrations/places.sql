create extension if not exists btree_gist;

-- The newest version of each place.
create table places (
    code character varying(20) not null,
    version_number integer not null default 1 check (version_number >= 1),
    parent_code character varying(20) null,
    kind character varying(30) not null check (kind in ('country', 'velayat', 'city', 'etrap')),
    pcode character varying(20) null,
    latitude double precision null check (latitude between -90 and 90),
    longitude double precision null check (longitude between -180 and 180),
    valid_from date null,
    valid_until date null check (valid_until >= valid_from),
    note character varying(500) null,
    reference character varying(64) null,
    name_tk character varying(300) not null,
    name_ru character varying(300) not null,
    name_en character varying(300) not null,
    constraint pk_places primary key (code),
    constraint fk_places_places_parent_code foreign key (parent_code) references places (code) on delete restrict,
    constraint a_centre_has_latitude_and_longitude check ((latitude is null) = (longitude is null)),
    constraint a_place_is_not_part_of_itself check (parent_code <> code)
);
create index ix_places_parent_code on places (parent_code);

-- What a place was on which day.
create table place_versions (
    code character varying(20) not null,
    number integer not null check (number >= 1),
    parent_code character varying(20) null,
    kind character varying(30) not null check (kind in ('country', 'velayat', 'city', 'etrap')),
    pcode character varying(20) null,
    latitude double precision null,
    longitude double precision null,
    valid_from date null,
    valid_until date null check (valid_until >= valid_from),
    note character varying(500) null,
    name_tk character varying(300) not null,
    name_ru character varying(300) not null,
    name_en character varying(300) not null,
    constraint pk_place_versions primary key (code, number),
    constraint fk_place_versions_places_code foreign key (code) references places (code) on delete restrict,
    constraint fk_place_versions_places_parent_code foreign key (parent_code) references places (code) on delete restrict,
    -- The database decides, whatever runs concurrently: on each day a place has one version.
    constraint sql_place_versions_never_overlap exclude using gist (code with =, daterange(valid_from, valid_until, '[]') with &&)
);
create index ix_place_versions_parent_code on place_versions (parent_code);

-- A trigger and not the application, so that every writer keeps versions.
create function keep_place_version() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.version_number > old.version_number then
        update place_versions set valid_until = new.valid_from - 1
        where code = new.code and number = old.version_number and (valid_until is null or valid_until >= new.valid_from);
    end if;
    insert into place_versions (
        code, number, parent_code, kind, pcode, latitude, longitude, valid_from, valid_until, note, name_tk, name_ru, name_en)
    values (
        new.code, new.version_number, new.parent_code, new.kind, new.pcode, new.latitude, new.longitude, new.valid_from, new.valid_until,
        new.note, new.name_tk, new.name_ru, new.name_en)
    on conflict (code, number) do update set
        parent_code = excluded.parent_code, kind = excluded.kind, pcode = excluded.pcode, latitude = excluded.latitude,
        longitude = excluded.longitude, valid_from = excluded.valid_from, valid_until = excluded.valid_until, note = excluded.note,
        name_tk = excluded.name_tk, name_ru = excluded.name_ru, name_en = excluded.name_en;
    return null;
end $$;
create trigger keep_place_version after insert or update on places for each row execute function keep_place_version();

-- What became of a place that was abolished.
create table place_successions (
    from_code character varying(20) not null,
    day date not null,
    to_code character varying(20) not null,
    kind character varying(30) not null check (kind in ('merged', 'split', 'renamed')),
    constraint pk_place_successions primary key (from_code, day, to_code),
    constraint fk_place_successions_places_from_code foreign key (from_code) references places (code) on delete restrict,
    constraint fk_place_successions_places_to_code foreign key (to_code) references places (code) on delete restrict,
    constraint a_place_does_not_succeed_itself check (from_code <> to_code)
);
create index ix_place_successions_to_code on place_successions (to_code);

-- The place and all that is part of it on a day. A place that is abolished on that day counts to the place that succeeded it or,
-- when none is known, to the place that it was part of last: its sites stay findable. No row for an unknown code.
-- A function with one plan per connection: planning takes longer than the query. No JIT: compiling takes longer, too.
create function places_within(place text, day date) returns setof text language plpgsql stable parallel safe rows 20
    set plan_cache_mode = force_generic_plan set jit = off as $$
begin
    return query
    with recursive living as materialized (
        select v.code, v.parent_code from place_versions v where daterange(v.valid_from, v.valid_until, '[]') @> $2),
    over as materialized (
        select p.code, (select max(s.day) from place_successions s where s.from_code = p.code and s.day <= $2) as since
        from places p where not exists (select from living where living.code = p.code)),
    above as materialized (
        select code, parent_code as whole from living where parent_code is not null
        union all
        select s.from_code, s.to_code from over join place_successions s on s.from_code = over.code and s.day = over.since
        union all
        select over.code, (
            select v.parent_code from place_versions v where v.code = over.code and v.valid_until < $2 order by v.number desc limit 1)
        from over where over.since is null),
    within as (
        select code::text from places where code = $1
        union
        select above.code::text from above join within on above.whole = within.code)
    select code from within;
end $$;

-- When the view of a place last changed: its own name and kind, and the places that it is part of. Not a column of places: who edits
-- an etrap must not get a conflict because its velayat got a new name.
create table place_modifications (
    code character varying(20) not null,
    modified_at timestamp with time zone not null,
    constraint pk_place_modifications primary key (code),
    constraint fk_place_modifications_places_code foreign key (code) references places (code) on delete restrict
);

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
