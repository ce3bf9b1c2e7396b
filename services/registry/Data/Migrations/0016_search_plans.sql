-- As in 0005, but its plan is kept on each connection: making it took longer than running it.
create or replace function places_within(place text, day date) returns setof text language plpgsql stable parallel safe rows 20
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

-- As in 0012, but sorted by bytes: by the rules of a language it takes twice as long, and nobody sees the order.
create or replace function search_terms(content text) returns table (own text[], alike text[], types text[], places text[], organizations text[])
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
        select array_agg(distinct key collate "C") filter (where key <> ''),
            array_agg(distinct quote_literal(word) collate "C") filter (where key = '' and word = any (term.forms)),
            array_agg(distinct quote_literal(word) collate "C") filter (where key = '' and word <> all (term.forms)),
            bool_or(word = any (term.forms))
        into keys, own, alike, is_known from (
            select word, key from unnest(term.forms) form join search_words on word = form
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
            select keys || array_agg(distinct key collate "C") filter (where key <> ''), alike || array_agg(distinct quote_literal(word) collate "C") filter (where key = '')
            into keys, alike from near where likeness >= 0.8 * (select max(likeness) from near);
        end if;
        types := array(select distinct substr(key, 3) collate "C" from unnest(keys) key where key like 't:%');
        places := array(select distinct substr(key, 3) collate "C" from unnest(keys) key where key like 'p:%');
        organizations := array(select distinct substr(key, 3) collate "C" from unnest(keys) key where key like 'o:%');
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

-- As in 0002, in two thirds of the time. translate looks its list through for every letter, so what is frequent stands first, also letters that stay.
create function search_fold_letters(content text) returns text language sql immutable parallel safe return
    replace(replace(replace(replace(replace(replace(replace(replace(translate(
        replace(replace(replace(replace(replace(
            replace(replace(replace(replace(replace(replace(content,
                'sh', 's'), 'ch', 'c'), 'zh', 'z'), 'kh', 'h'), 'gh', 'g'), 'ph', 'f'),
            'дж', 'j'), 'ю', 'yu'), 'я', 'ya'), 'ц', 'ts'), 'ё', 'o'),
        ' aeionrtysklmdug0123456789hbpvzjcfаоеинтсрвлкмäýöüдпугызбчйхжшщэфşžňçwәҗңөүъь''’',
        ' aeionrtysklmdug0123456789hbpvzjcfaoeintsrvlkmayoudpugyzbcyhzssefszncvajnou'),
        'yy', 'y'), 'nn', 'n'), 'ss', 's'), 'll', 'l'), 'mm', 'm'), 'ff', 'f'), 'tt', 't'), 'rr', 'r');

create or replace function search_fold(content text) returns text language sql immutable parallel safe
    return search_fold_letters(lower(normalize(content, NFC)));

-- As in 0009: what is in lower case and normal is not made so again.
create or replace function search_words_of(content text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
    plain constant text := regexp_replace(
        lower(case when content is nfc normalized then content else normalize(content, NFC) end), '[^[:alnum:]''’]+', ' ', 'g');
    folded constant text := search_fold_letters(plain || ' ' || array_to_string(tsvector_to_array(to_tsvector('pg_catalog.russian', plain)), ' '));
    words constant text[] := array_remove(string_to_array(folded, ' '), '');
begin
    return case when folded ~ '[^ ]{61}' then array(select word from unnest(words) word where length(word) <= 60) else words end;
end $$;

-- As in 0009, but of words that many sites have one is looked at.
create or replace function search_name_sites() returns trigger language plpgsql as $$
begin
    insert into search_words
    select word, '' from (select distinct unnest(tsvector_to_array(search_document)) collate "C" as word from added) words
    where word !~ '[0-9]|^_:' order by word on conflict do nothing;
    return null;
end $$;
