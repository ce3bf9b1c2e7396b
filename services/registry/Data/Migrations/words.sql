-- How search reads a text: folded words and their stems.
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

-- One spelling for all alphabets: "Aşgabat", "Asgabat", "Ashgabat" and "Ашгабат" become "asgabat". Turkmen letters lose their
-- marks, Cyrillic (Russian, and Turkmen of before 1993) becomes Latin, English digraphs and doubled letters become one letter.
-- No regular expressions, because this runs for every site of an import. translate reads its list for every letter, so frequent
-- letters stand first, also those that stay. The text must be in lower case and NFC.
create function search_fold_letters(content text) returns text language sql immutable parallel safe return
    replace(replace(replace(replace(replace(replace(replace(replace(translate(
        replace(replace(replace(replace(replace(
            replace(replace(replace(replace(replace(replace(content,
                'sh', 's'), 'ch', 'c'), 'zh', 'z'), 'kh', 'h'), 'gh', 'g'), 'ph', 'f'),
            'дж', 'j'), 'ю', 'yu'), 'я', 'ya'), 'ц', 'ts'), 'ё', 'o'),
        ' aeionrtysklmdug0123456789hbpvzjcfаоеинтсрвлкмäýöüдпугызбчйхжшщэфşžňçwәҗңөүъь''’',
        ' aeionrtysklmdug0123456789hbpvzjcfaoeintsrvlkmayoudpugyzbcyhzssefszncvajnou'),
        'yy', 'y'), 'nn', 'n'), 'ss', 's'), 'll', 'l'), 'mm', 'm'), 'ff', 'f'), 'tt', 't'), 'rr', 'r');

create function search_fold(content text) returns text language sql immutable parallel safe
    return search_fold_letters(lower(normalize(content, NFC)));

-- Null for a word that carries no meaning ("for", "и"). English rules leave most Turkmen words alone; typos and endings do the rest.
create function search_stem(word text) returns text language sql immutable parallel safe return
    (case when word ~ '[а-я]' then ts_lexize('pg_catalog.russian_stem', word) else ts_lexize('pg_catalog.english_stem', word) end)[1];

create function search_split(content text) returns setof text language sql immutable parallel safe rows 20 as $$
    select regexp_split_to_table(lower(normalize(content, NFC)), '[^[:alnum:]''’]+')
$$;

create function search_split_folded(folded text) returns setof text language sql immutable parallel safe rows 20 as $$
    select unnest(string_to_array(regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g'), ' '))
$$;

-- The words and their stems, folded. All at once: a function call for each word would take ten times as long. The parser of full-text
-- search stems all words in C, and a text that is already normal is not normalized again.
create function search_words_of(content text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
    plain constant text := regexp_replace(
        lower(case when content is nfc normalized then content else normalize(content, NFC) end), '[^[:alnum:]''’]+', ' ', 'g');
    folded constant text := search_fold_letters(plain || ' ' || array_to_string(tsvector_to_array(to_tsvector('pg_catalog.russian', plain)), ' '));
    words constant text[] := array_remove(string_to_array(folded, ' '), '');
begin
    return case when folded ~ '[^ ]{61}' then array(select word from unnest(words) word where length(word) <= 60) else words end;
end $$;

-- What is searched: the own words of the site and, by key, its service type, organization and place. A new name of one of these changes no site.
create function search_document_of(own text, service_type text, organization text, place text) returns tsvector
    language sql immutable strict parallel safe return
    array_to_tsvector(search_words_of(own) || array['t:' || service_type, 'o:' || organization, 'p:' || place]);

-- Kilometres on a sphere: right within 0.5 %.
create function search_km(latitude1 double precision, longitude1 double precision, latitude2 double precision, longitude2 double precision)
    returns double precision language sql immutable parallel safe return
    12742 * asin(least(1, sqrt(
        sind((latitude2 - latitude1) / 2) ^ 2 + cosd(latitude1) * cosd(latitude2) * sind((longitude2 - longitude1) / 2) ^ 2)));
