-- Numbers that people read aloud: one locked counter per series and year, so that no number is given twice or skipped.
create table number_counters (
    series character varying(1) not null,
    year integer not null,
    last integer not null,
    constraint pk_number_counters primary key (series, year)
);

create function next_number(series_of character varying, at timestamp with time zone) returns text language plpgsql as $$
declare
    year_of integer := extract(year from at at time zone 'Asia/Ashgabat');
    next integer;
begin
    insert into number_counters as counter (series, year, last) values (series_of, year_of, 1)
    on conflict (series, year) do update set last = counter.last + 1
    returning last into next;
    return series_of || '-' || year_of || '-' || lpad(next::text, 6, '0');
end $$;
