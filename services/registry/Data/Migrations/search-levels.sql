-- Of the version before search_terms; nothing calls it now.
-- What a text asks of search_document, best first: {all its words in the own words of the site; all its words there or in the names of
-- its service type and place; all its words}. When no site has all of them: {all but one} or {any}. Empty when no word is known.
-- A word that nothing has stands for words that begin with it or have nearly its spelling.
create function search_levels(content text) returns text[] language plpgsql stable
    set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
declare
    term record;
    found_words text[];
    alike_words text[];
    is_known boolean;
    own text[] := '{}';
    nearer text[] := '{}';
    terms text[] := '{}';
    every text;
    all_but_one text;
begin
    for term in
        with split as (
            select word, min(at) as at, search_fold(word) as folded, search_fold(search_stem(word)) as stemmed
            from search_split(content) with ordinality as split (word, at) where word <> '' group by word)
        select folded, array_remove(array[folded, stemmed], null) as forms, length(folded) as size from split
        where folded <> '' and (stemmed is not null or not exists (select from split where stemmed is not null))
        order by at limit 8
    loop
        select array_agg(distinct quote_literal(case key when '' then word else key end)), bool_or(word = any (term.forms))
        into found_words, is_known from (
            select word, key from search_words where word = any (term.forms)
            union (select word, key from search_words where term.size >= 4 and word like term.folded || '%' limit 50)) same;
        if is_known is not true and term.size >= 4 then
            with alike as (
                select word, key, similarity(word, term.folded) as likeness from search_words
                where word % term.folded and levenshtein_less_equal(word, term.folded, 3) <= case when term.size < 5 then 1 when term.size < 9 then 2 else 3 end)
            select array_agg(distinct quote_literal(case key when '' then word else key end)) into alike_words
            from alike where likeness >= 0.8 * (select max(likeness) from alike);
            found_words := found_words || alike_words;
        end if;
        -- A word that very many organizations have in their names ("society") says nothing about which is meant.
        if (select count(*) from unnest(found_words) choice where choice like '''o:%') > 100 then
            found_words := nullif(array(select choice from unnest(found_words) choice where choice not like '''o:%'), '{}');
        end if;
        if found_words is not null then
            nearer := nearer || (select '(' || string_agg(choice, '|') || ')' from unnest(found_words) choice where choice not like '''o:%');
            terms := terms || ('(' || array_to_string(found_words, '|') || ')');
            own := own || ('(' || (select string_agg(quote_literal(form), '|') from unnest(term.forms) form) || ')');
        end if;
    end loop;

    every := array_to_string(terms, '&');
    if cardinality(terms) < 2 or exists (select from sites where search_document @@ every::tsquery) then
        return case when cardinality(terms) = 0 then '{}' else array_remove(array[
            array_to_string(own, '&'),
            case when array_position(nearer, null) is null then array_to_string(nearer, '&') end,
            every], null) end;
    end if;

    select string_agg('(' || array_to_string(terms[:i - 1] || terms[i + 1:], '&') || ')', '|') into all_but_one
    from generate_subscripts(terms, 1) i;
    return array[case when exists (select from sites where search_document @@ all_but_one::tsquery)
        then all_but_one else array_to_string(terms, '|') end];
end $$;
