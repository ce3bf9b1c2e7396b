-- What a place was on which day, and what became of it. places stays the newest version of each.
create extension if not exists btree_gist;

alter table places
    add column version_number integer not null default 1 check (version_number >= 1),
    add column latitude double precision null check (latitude between -90 and 90),
    add column longitude double precision null check (longitude between -180 and 180),
    add constraint a_centre_has_latitude_and_longitude check ((latitude is null) = (longitude is null)),
    add constraint a_place_is_not_part_of_itself check (parent_code <> code);

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
    -- The last word, whatever runs concurrently: on each day a place is one thing.
    constraint sql_place_versions_never_overlap exclude using gist (code with =, daterange(valid_from, valid_until, '[]') with &&)
);
create index ix_place_versions_parent_code on place_versions (parent_code);

-- A trigger and not the application: whoever writes, also the previous version while it still runs.
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

-- The place and all that is part of it on a day. A place that is abolished by then counts to what succeeded it, and where
-- that is not known, to what it was part of last: what is there stays found. Nothing for an unknown code.
-- Without JIT: what the planner expects of a recursion makes it compile for longer than the query takes.
create function places_within(place text, day date) returns setof text language sql stable parallel safe rows 20 set jit = off as $$
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
    select code from within
$$;

-- A text finds a place also by its earlier names, and by those of what succeeded it.
create function search_name_places_below(place text) returns void language plpgsql set jit = off as $$
begin
    perform search_name('p:' || below.code, (
        with recursive above as (
            select p.code, p.parent_code, p.valid_until from places p where p.code = below.code
            union
            select next.code, next.parent_code, next.valid_until from above cross join lateral (
                select p.code, p.parent_code, p.valid_until from places p
                where p.code = above.parent_code
                    or (above.valid_until is not null and p.code in (select s.to_code from place_successions s where s.from_code = above.code))) next)
        select string_agg(concat_ws(' ', v.name_tk, v.name_ru, v.name_en), ' ') from above join place_versions v on v.code = above.code
        where v.kind <> 'country' or v.code = below.code))
    from (
        with recursive within as (
            select p.code from places p where p.code = place
            union
            select next.code from within cross join lateral (
                select p.code from places p where p.parent_code = within.code
                union all
                select s.from_code from place_successions s where s.to_code = within.code) next)
        select code from within) below;
end $$;

create or replace function search_name_place() returns trigger language plpgsql as $$
begin
    perform search_name_places_below(new.code);
    return null;
end $$;

create function search_name_place_succession() returns trigger language plpgsql as $$
begin
    perform search_name_places_below(coalesce(new.from_code, old.from_code));
    return null;
end $$;
create trigger search_name_place_succession after insert or delete on place_successions
    for each row execute function search_name_place_succession();
create trigger search_name_place_version after insert or update on place_versions
    for each row when (pg_trigger_depth() = 0) execute function search_name_place(); -- else that of places does it

-- What is there already.
update places set code = code;
