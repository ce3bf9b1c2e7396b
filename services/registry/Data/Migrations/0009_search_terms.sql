-- As in 0002, at half its price: the parser of full-text search stems all words at once, in C.
create or replace function search_words_of(content text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
    plain constant text := regexp_replace(lower(normalize(content, NFC)), '[^[:alnum:]''’]+', ' ', 'g');
    folded constant text := search_fold(plain || ' ' || array_to_string(tsvector_to_array(to_tsvector('pg_catalog.russian', plain)), ' '));
    words constant text[] := array_remove(string_to_array(folded, ' '), '');
begin
    return case when folded ~ '[^ ]{61}' then array(select word from unnest(words) word where length(word) <= 60) else words end;
end $$;

-- A word of a site with a number in it ("b17", "14") is looked for in the documents themselves: there are as many as there are
-- sites, and none of them is a misspelling of another.
create or replace function search_name_sites() returns trigger language plpgsql as $$
begin
    insert into search_words
    select distinct word, '' from added cross join lateral unnest(tsvector_to_array(search_document)) word
    where word !~ '[0-9]|^_:' order by word on conflict do nothing;
    return null;
end $$;

create or replace function search_name_site() returns trigger language plpgsql as $$
begin
    insert into search_words
    select word, '' from unnest(tsvector_to_array(new.search_document)) word where word !~ '[0-9]|^_:' order by word on conflict do nothing;
    return null;
end $$;
delete from search_words where key = '' and word ~ '[0-9]';

-- What each word of a text stands for, in the order of the text: words of sites themselves (operands of a tsquery; "alike" are
-- those that begin with it or, when nothing is spelled so, are spelled nearly so), and codes. A word that stands for nothing is left out.
create function search_terms(content text) returns table (own text[], alike text[], types text[], places text[], organizations text[])
    language plpgsql stable set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    term record;
    keys text[];
    is_known boolean;
begin
    for term in
        with split as (
            select word, min(at) as at, search_fold(word) as folded, search_fold(search_stem(word)) as stemmed
            from search_split(content) with ordinality as split (word, at) where word <> '' group by word)
        select folded, array_remove(array[folded, nullif(stemmed, folded)], null) as forms, length(folded) as size, folded ~ '[0-9]' as numbered from split
        where folded <> '' and (stemmed is not null or not exists (select from split where stemmed is not null))
        order by at limit 8
    loop
        select array_agg(distinct key) filter (where key <> ''),
            array_agg(distinct quote_literal(word)) filter (where key = '' and word = any (term.forms)),
            array_agg(distinct quote_literal(word)) filter (where key = '' and word <> all (term.forms)),
            bool_or(word = any (term.forms))
        into keys, own, alike, is_known from (
            select word, key from search_words where word = any (term.forms)
            union all (
                select word, key from search_words
                where term.size >= 4 and word ~>=~ term.folded and word ~<~ (term.folded || chr(1114111)) order by word using ~<~ limit 50)) same;
        if term.numbered then
            own := array(select quote_literal(form) from unnest(term.forms) form);
            alike := case when term.size >= 4 then array[quote_literal(term.folded) || ':*'] end;
        elsif is_known is not true and term.size >= 4 then
            with near as materialized (
                select word, key, similarity(word, term.folded) as likeness from search_words
                where word % term.folded and levenshtein_less_equal(word, term.folded, 3) <= case when term.size < 5 then 1 when term.size < 9 then 2 else 3 end)
            select keys || array_agg(distinct key) filter (where key <> ''), alike || array_agg(distinct quote_literal(word)) filter (where key = '')
            into keys, alike from near where likeness >= 0.8 * (select max(likeness) from near);
        end if;
        types := array(select distinct substr(key, 3) from unnest(keys) key where key like 't:%');
        places := array(select distinct substr(key, 3) from unnest(keys) key where key like 'p:%');
        organizations := array(select distinct substr(key, 3) from unnest(keys) key where key like 'o:%');
        -- A word that very many organizations have in their names ("society") says nothing about which is meant.
        if cardinality(organizations) > 100 then
            organizations := '{}';
        end if;
        own := coalesce(own, '{}');
        alike := coalesce(alike, '{}');
        if cardinality(own || alike || types || places || organizations) > 0 then
            return next;
        end if;
    end loop;
end $$;

-- What an import adds is put into the index by the thousand; what waits for that is read besides, so it is kept short.
alter index sql_sites_search_document set (fastupdate = on, gin_pending_list_limit = 256);

-- The sites of a place or type in the order of a page, wherever they stand: sites of one place are often opened one after the other.
drop index ix_sites_place_code;
create index ix_sites_place_code_id on sites (place_code, id);
drop index ix_sites_service_type_code;
create index ix_sites_service_type_code_id on sites (service_type_code, id);
