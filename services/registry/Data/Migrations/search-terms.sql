-- What each word of a search text stands for, in the order of the text: words of sites themselves (operands of a tsquery; alike: words
-- that begin with it or, when no word is spelled so, words with nearly its spelling), and codes. A word that stands for nothing is left out.
-- The words are looked up one by one: for "= any" the planner may take the trigram index, which is for misspellings. Sorted by
-- bytes: by the rules of a language it takes twice as long, and nobody sees the order.
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
