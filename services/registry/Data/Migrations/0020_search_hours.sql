-- Searches asked every site by itself whether it is open at a time, some 20 µs each: at an hour when hardly any is, all of them. Now an index
-- knows. The hours of a site are words, and the time that is asked for is a tsquery:
--   w_18              open in the half hour from 09:00 of Monday to Friday; a_18 of every day, 1_18 … 7_18 of Monday … Sunday
--   xd20270101        that day has exceptions; a long exception is few words, as whole months are xm202701 and whole years xy2027
--   od20270101_1      open by an exception of that day between 06:00 and 12:00, its second quarter; likewise om202701_1 and oy2027_1
-- A word stands for all its time even if a site is open for a part of it: what is found by words is asked by minutes again.

-- Who reads all sites, as an export does, is not waited for long: everybody else would wait behind this. Run it again then.
set local lock_timeout = '5s';

-- The days from one to another (YYYY-MM-DD) as whole years, else whole months, else days.
create function calendar_parts(first_day text, last_day text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
    parts text[] := '{}';
    day date;
    last date;
begin
    if first_day = last_day then
        return array['d' || replace(first_day, '-', '')::integer::text];
    end if;
    day := make_date(left(first_day, 4)::integer, substr(first_day, 6, 2)::integer, right(first_day, 2)::integer);
    last := make_date(left(last_day, 4)::integer, substr(last_day, 6, 2)::integer, right(last_day, 2)::integer);
    while day <= last loop
        if extract(doy from day) = 1 and day + interval '1 year' <= last + 1 then
            parts := parts || ('y' || extract(year from day)::text);
            day := day + interval '1 year';
        elsif extract(day from day) = 1 and day + interval '1 month' <= last + 1 then
            parts := parts || ('m' || (extract(year from day) * 100 + extract(month from day))::text);
            day := day + interval '1 month';
        else
            parts := parts || ('d' || (extract(year from day) * 10000 + extract(month from day) * 100 + extract(day from day))::text);
            day := day + 1;
        end if;
    end loop;
    return parts;
end $$;

create function schedule_words(schedule jsonb) returns tsvector language plpgsql immutable strict parallel safe as $$
declare
    words text[] := array(
        select name || '_' || half_hour::text
        from (
            select hours->>'opens' as opens, hours->>'closes' as closes, bit_or(1 << array_position(
                array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], hours->>'weekday') - 1) as days
            from jsonb_array_elements(schedule->'weekly') hours group by 1, 2) alike
        cross join (values (127, 'a'), (31, 'w'), (1, '1'), (2, '2'), (4, '3'), (8, '4'), (16, '5'), (32, '6'), (64, '7')) name (mask, name)
        cross join generate_series(schedule_minute(opens) / 30, (schedule_minute(closes) - 1) / 30) half_hour
        where days & mask = mask and (mask = 127 or days <> 127) and (mask >= 31 or days & 31 <> 31));
begin
    if schedule->'exceptions' <> '[]' then
        words := words || array(
            select word from jsonb_array_elements(schedule->'exceptions') exception
            cross join unnest(calendar_parts(exception->>'from', exception->>'until')) part
            cross join lateral (
                select 'x' || part as word
                union all
                select 'o' || part || '_' || quarter::text
                from generate_series(schedule_minute(exception->>'opens') / 360, (schedule_minute(exception->>'closes') - 1) / 360) quarter) words);
    end if;
    return array_to_tsvector(words);
end $$;

-- Follows schedule by itself; null: hours are not known. The previous version goes on asking site_open_at, which can go with the next release.
alter table sites add column hours_words tsvector null generated always as (schedule_words(schedule)) stored;

create index sql_sites_hours on sites using gin (hours_words) with (gin_pending_list_limit = 64) where hours_words is not null;
