-- When a site is open. schedule (JSON) is the truth; the database computes two columns from it that searches read.

-- 'HH:MM' as minutes of the day; '24:00' is the day's end.
create function schedule_minute(hour text) returns integer language sql immutable strict parallel safe return
    left(hour, 2)::integer * 60 + right(hour, 2)::integer;

-- The usual hours as minutes of the week, Monday 00:00 = 0. Empty: never open; null: not known.
create function schedule_weekly_minutes(schedule jsonb) returns int4multirange language sql immutable parallel safe return
    case when schedule is not null then (
        select coalesce(range_agg(int4range(day + schedule_minute(hours->>'opens'), day + schedule_minute(hours->>'closes'))), '{}'::int4multirange)
        from jsonb_array_elements(schedule->'weekly') hours
        cross join lateral (select 1440 * (array_position(
            array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], hours->>'weekday') - 1) as day) weekday)
    end;

create function minute_of_week(moment timestamp) returns integer language sql immutable strict parallel safe return
    (extract(isodow from moment)::integer - 1) * 1440 + extract(hour from moment)::integer * 60 + extract(minute from moment)::integer;

-- Whether a site is open at a time in Ashgabat (Asia/Ashgabat, UTC+5); false when its hours are not known. The same rule is
-- Schedule.IsOpenAt: on a day that has exceptions these alone count, and a site that closes at a time is closed at that time.
-- The first asks the stored column and looks into the schedule only where there are exceptions: site_open_at(s.weekly_minutes, s.schedule, …).
create function site_open_at(weekly int4multirange, schedule jsonb, moment timestamp) returns boolean language sql immutable parallel safe return
    case when weekly is null then false
        when schedule->'exceptions' = '[]' then weekly @> minute_of_week(moment)
        else coalesce((
            select bool_or(not (exception->>'closed')::boolean
                and minute_of_week(moment) % 1440 >= schedule_minute(exception->>'opens') and minute_of_week(moment) % 1440 < schedule_minute(exception->>'closes'))
            from jsonb_array_elements(schedule->'exceptions') exception
            cross join lateral (select extract(year from moment)::integer * 10000 + extract(month from moment)::integer * 100 + extract(day from moment)::integer as day) asked
            where day between replace(exception->>'from', '-', '')::integer and replace(exception->>'until', '-', '')::integer),
            weekly @> minute_of_week(moment))
    end;

create function site_open_at(schedule jsonb, moment timestamp) returns boolean language sql immutable parallel safe return
    site_open_at(schedule_weekly_minutes(schedule), schedule, moment);

-- The hours of a site as words, and the time that is asked for as a tsquery, so that an index finds the sites that are open:
--   w_18              open in the half hour from 09:00 of Monday to Friday; a_18 of every day, 1_18 … 7_18 of Monday … Sunday
--   xd20270101        that day has exceptions; a long exception is few words: whole months are xm202701 and whole years xy2027
--   od20270101_1      open by an exception of that day between 06:00 and 12:00, its second quarter; likewise om202701_1 and oy2027_1
-- A word stands for all its time even if a site is open for a part of it: the search then checks the minutes of the sites that it found.

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
