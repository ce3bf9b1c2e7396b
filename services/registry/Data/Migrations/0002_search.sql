create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

-- One spelling for all alphabets: "Aşgabat", "Asgabat", "Ashgabat" and "Ашгабат" become "asgabat". Turkmen letters lose their
-- marks, Cyrillic (Russian, and the Turkmen one of before 1993) becomes Latin, English digraphs and doubled letters one letter.
-- No regular expressions: this runs for every site that an import brings.
create function search_fold(content text) returns text language sql immutable parallel safe return
    replace(replace(replace(replace(replace(replace(replace(replace(translate(
        replace(replace(replace(replace(replace(
            -- before Cyrillic becomes Latin: the two letters of "сх" are no digraph
            replace(replace(replace(replace(replace(replace(lower(normalize(content, NFC)),
                'sh', 's'), 'ch', 'c'), 'zh', 'z'), 'kh', 'h'), 'gh', 'g'), 'ph', 'f'),
            'дж', 'j'), 'ю', 'yu'), 'я', 'ya'), 'ц', 'ts'), 'ё', 'o'),
        'абвгдежзийклмнопрстуфхчшщыэәҗңөүwäöüýňžçşъь''’',
        'abvgdezziyklmnoprstufhcssyeajnouvaouynzcs'),
        'yy', 'y'), 'nn', 'n'), 'ss', 's'), 'll', 'l'), 'mm', 'm'), 'ff', 'f'), 'tt', 't'), 'rr', 'r');

-- Null for a word that carries no meaning ("for", "и"). English rules leave most Turkmen words alone; typos and endings do the rest.
create function search_stem(word text) returns text language sql immutable parallel safe return
    (case when word ~ '[а-я]' then ts_lexize('pg_catalog.russian_stem', word) else ts_lexize('pg_catalog.english_stem', word) end)[1];

create function search_split(content text) returns setof text language sql immutable parallel safe rows 20 as $$
    select regexp_split_to_table(lower(normalize(content, NFC)), '[^[:alnum:]''’]+')
$$;

create function search_split_folded(folded text) returns setof text language sql immutable parallel safe rows 20 as $$
    select unnest(string_to_array(regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g'), ' '))
$$;

-- The words and their stems, folded. All at once: a function call for each word would take ten times as long.
create function search_words_of(content text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
    stems constant text := (select string_agg(search_stem(word), ' ') from search_split(content) word);
    folded constant text := search_fold(content || ' ' || coalesce(stems, ''));
begin
    return array(select distinct form from search_split_folded(folded) form where form <> '' and length(form) <= 60);
end $$;

-- What is searched: the site's own words, and by key its service type, organization and place, so that renaming one of these touches no site.
create function search_document_of(own text, service_type text, organization text, place text) returns tsvector
    language sql immutable strict parallel safe return
    array_to_tsvector(search_words_of(own) || array['t:' || service_type, 'o:' || organization, 'p:' || place]);

alter table sites add column search_document tsvector not null generated always as (search_document_of(
    name_tk || ' ' || name_ru || ' ' || name_en || ' ' || coalesce(address, '') || ' ' || coalesce(code, ''),
    service_type_code, organization_code, place_code)) stored;
create index sql_sites_search_document on sites using gin (search_document) with (fastupdate = off);
-- Kilometres on a sphere: right within 0.5 %.
create function search_km(latitude1 double precision, longitude1 double precision, latitude2 double precision, longitude2 double precision)
    returns double precision language sql immutable parallel safe return
    12742 * asin(least(1, sqrt(
        sind((latitude2 - latitude1) / 2) ^ 2 + cosd(latitude1) * cosd(latitude2) * sind((longitude2 - longitude1) / 2) ^ 2)));
create index sql_sites_location on sites using gist (point(longitude, latitude));

-- Every word that can be found, and what it stands for: '' a word of a site itself, 't:…', 'o:…', 'p:…' a service type, organization, place.
create table search_words (
    word character varying(60) not null,
    key character varying(60) not null,
    constraint pk_search_words primary key (word, key)
);
create index ix_search_words_key on search_words (key);
create index sql_search_words_prefix on search_words (word varchar_pattern_ops);
create index sql_search_words_similar on search_words using gin (word gin_trgm_ops);

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

-- A place is found by its own name and by the names of all it is part of, below the country.
create function search_name_place() returns trigger language plpgsql as $$
begin
    perform search_name('p:' || below.code, (
        with recursive above as (
            select * from places where places.code = below.code
            union
            select parent.* from places parent join above on parent.code = above.parent_code)
        select string_agg(concat_ws(' ', name_tk, name_ru, name_en), ' ') from above where kind <> 'country' or above.code = below.code))
    from (
        with recursive within as (
            select code from places where code = new.code
            union
            select child.code from places child join within on child.parent_code = within.code)
        select code from within) below;
    return null;
end $$;
create trigger search_name_place after insert or update on places for each row execute function search_name_place();

create function search_name_sites() returns trigger language plpgsql as $$
begin
    insert into search_words
    select distinct word, '' from added cross join lateral unnest(tsvector_to_array(search_document)) word
    where word not like '_:%' order by word on conflict do nothing;
    return null;
end $$;
create trigger search_name_opened_sites after insert on sites referencing new table as added
    for each statement execute function search_name_sites();

create function search_name_site() returns trigger language plpgsql as $$
begin
    insert into search_words
    select word, '' from unnest(tsvector_to_array(new.search_document)) word where word not like '_:%' order by word on conflict do nothing;
    return null;
end $$;
create trigger search_name_changed_site after update of name_tk, name_ru, name_en, address, code on sites
    for each row execute function search_name_site();

-- What is there already.
update places set code = code;
update organizations set code = code;
update service_types set code = code;
update sites set code = code;

-- What a text asks of search_document, best first: {all its words in the site's own, all its words there or in the names of its
-- service type and place, all its words}; when no site has all of them {all but one} or {any}. Empty when nothing has any of its words. A word that nothing has stands for those that begin with it
-- or are spelled nearly so.
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
