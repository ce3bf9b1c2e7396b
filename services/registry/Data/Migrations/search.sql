-- Search over sites: indexes of sites, and the vocabulary.

-- An import adds to these indexes by batches, and every search also reads what waits outside the index, so little may wait.
create index sql_sites_search_document on sites using gin (search_document) with (fastupdate = on, gin_pending_list_limit = 64);
-- Few sites serve in a rare language or have a hearing loop.
create index sql_sites_languages_accessibility on sites using gin (languages, accessibility) with (gin_pending_list_limit = 64);
create index sql_sites_hours on sites using gin (hours_words) with (gin_pending_list_limit = 64) where hours_words is not null;
create index sql_sites_location on sites using gist (point(longitude, latitude));

-- The sites of a place or service type in the order of a page.
create index ix_sites_place_code_id on sites (place_code, id);
create index ix_sites_service_type_code_id on sites (service_type_code, id);
-- Most searches ask for active sites: place and type together without reading sites, and facets without reading any.
create index sql_sites_active on sites (place_code, service_type_code, organization_code, id) where status = 'active' and deleted_at is null;

-- Every word that can be found, and what it stands for: '' a word of a site itself, 't:…', 'o:…', 'p:…' a service type, organization, place.
create table search_words (
    word character varying(60) not null,
    key character varying(60) not null,
    constraint pk_search_words primary key (word, key)
);
create index ix_search_words_key on search_words (key);
create index sql_search_words_prefix on search_words (word varchar_pattern_ops);
-- New words are few, so none waits outside the index.
create index sql_search_words_similar on search_words using gin (word gin_trgm_ops) with (fastupdate = off);

create function search_name(name_key text, content text) returns void language plpgsql as $$
declare
    words constant text[] := search_words_of(content);
begin
    delete from search_words where key = name_key and not word = any (words);
    insert into search_words select unnest, name_key from unnest(words) order by 1 on conflict do nothing;
end $$;

create function search_name_service_type() returns trigger language plpgsql as $$
begin
    perform search_name('t:' || new.code, concat_ws(
        ' ', new.name_tk, new.name_ru, new.name_en, new.code, array_to_string(new.needs, ' '), array_to_string(new.target_groups, ' ')));
    return null;
end $$;
create trigger search_name_service_type after insert or update on service_types for each row execute function search_name_service_type();

create function search_name_organization() returns trigger language plpgsql as $$
begin
    perform search_name('o:' || new.code, concat_ws(' ', new.name_tk, new.name_ru, new.name_en, new.code));
    return null;
end $$;
create trigger search_name_organization after insert or update on organizations for each row execute function search_name_organization();

-- A text finds a place by its own names, also earlier ones, by the names of the places that it is part of, below the country, and by
-- those of the places that succeeded it.
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

create function search_name_place() returns trigger language plpgsql as $$
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
    for each row when (pg_trigger_depth() = 0) execute function search_name_place(); -- else the trigger of places does it
create trigger search_name_place after insert or update on places for each row execute function search_name_place();

-- Words of sites. A word with a number in it ("b17", "14") is not kept here, and search looks for it in the documents: there are as
-- many such words as sites, and none is a misspelling of another.
create function search_name_sites() returns trigger language plpgsql as $$
begin
    insert into search_words
    select word, '' from (select distinct unnest(tsvector_to_array(search_document)) collate "C" as word from added) words
    where word !~ '[0-9]|^_:' order by word on conflict do nothing;
    return null;
end $$;
create trigger search_name_opened_sites after insert on sites referencing new table as added
    for each statement execute function search_name_sites();

create function search_name_site() returns trigger language plpgsql as $$
begin
    insert into search_words
    select word, '' from unnest(tsvector_to_array(new.search_document)) word where word !~ '[0-9]|^_:' order by word on conflict do nothing;
    return null;
end $$;
create trigger search_name_changed_site after update of name_tk, name_ru, name_en, address, code on sites
    for each row execute function search_name_site();
