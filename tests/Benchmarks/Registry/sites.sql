-- 100,000 sites: 60 % in etraps, 40 % in the four cities; 260 providers, each at home in one place; names of their own.
insert into organizations (code, kind, roles, inferred, name_tk, name_ru, name_en)
select 'bench-' || i, 'ngo-provider', '{provider}', true,
       'Goldaw jemgyýeti ' || i, 'Общество поддержки ' || i, 'Support society ' || i
from generate_series(1, 260) i;

-- Of 100 sites 13 do not say when they are open, 64 are from Monday to Friday, 21 on Saturdays too, 2 on Sundays; of 1000 5 at night. 30 of 100 have exceptions.
insert into sites (id, organization_code, service_type_code, place_code, code, address, latitude, longitude, status, opened_at,
                   total, held, taken, name_tk, name_ru, name_en, schedule, languages)
with hours (kind, first_day, last_day, opens, closes) as (values
    (1, 1, 5, '09:00', '18:00'), (2, 1, 5, '09:00', '13:00'), (2, 1, 5, '14:00', '18:00'), (3, 1, 5, '08:30', '17:30'), (4, 1, 5, '08:00', '17:00'),
    (5, 1, 5, '09:00', '18:00'), (5, 6, 6, '10:00', '14:00'), (6, 1, 6, '09:00', '18:00'), (7, 1, 7, '10:00', '16:00'), (8, 6, 7, '09:00', '15:00'),
    (9, 1, 7, '00:00', '24:00'), (10, 1, 7, '00:00', '08:00'), (10, 1, 7, '20:00', '24:00')),
weeks (kind, weekly) as (
    select kind, jsonb_agg(jsonb_build_object('weekday', trim(to_char(date '2026-11-22' + day, 'day')), 'opens', opens, 'closes', closes) order by day, opens)
    from hours, generate_series(first_day, last_day) day group by kind),
closings (kind, exceptions) as (values
    (0, '[]'::jsonb),
    (1, '[{"from": "2026-12-12", "until": "2026-12-12", "closed": true}, {"from": "2027-01-01", "until": "2027-01-01", "closed": true}]'),
    (2, '[{"from": "2026-07-01", "until": "2026-08-15", "closed": true}, {"from": "2027-01-01", "until": "2027-01-01", "closed": true}]'),
    (3, '[{"from": "2026-11-29", "until": "2026-11-29", "closed": false, "opens": "10:00", "closes": "14:00"}]'))
select ('01920000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
       'bench-' || 1 + i % 260,
       types[1 + (hashint4(i) & 65535) % cardinality(types)],
       case when i % 5 < 2 then cities[1 + i % cardinality(cities)] else etraps[1 + (hashint4(i + 7) & 65535) % cardinality(etraps)] end,
       'b' || i,
       streets[1 + i % 8] || ' köçesi ' || 1 + i % 180,
       36 + (hashint4(i + 1) & 65535) / 65535.0 * 5,
       54 + (hashint4(i + 2) & 65535) / 65535.0 * 11,
       case when i % 20 = 0 then 'closed' else 'active' end,
       now(), 20, 0, i % 21,
       firsts_tk[1 + i % 10] || ' ' || seconds_tk[1 + i / 10 % 10], firsts_ru[1 + i % 10] || ' ' || seconds_ru[1 + i / 10 % 10],
       firsts_en[1 + i % 10] || ' ' || seconds_en[1 + i / 10 % 10],
       case when weekly is not null then jsonb_build_object('weekly', weekly, 'exceptions', exceptions) end,
       case when (hashint4(i + 5) & 65535) % 10 < 6 then '{tk,ru}'::text[] else '{tk}' end
from generate_series(1, 100000) i
     cross join lateral (select (hashint4(i + 3) & 65535) % 1000 as week, (hashint4(i + 4) & 65535) % 100 as closing) chance
     left join weeks on weeks.kind = case when week < 240 then 1 when week < 400 then 2 when week < 520 then 3 when week < 640 then 4
         when week < 750 then 5 when week < 850 then 6 when week < 855 then 7 when week < 860 then 8 when week < 862 then 9 when week < 865 then 10 end
     left join closings on weeks.kind is not null and closings.kind = case when closing < 70 then 0 when closing < 95 then 1 when closing < 99 then 2 else 3 end,
     (select array_agg(code order by code) from service_types) t (types),
     (select array_agg(code order by code) from places where kind = 'city') c (cities),
     (select array_agg(code order by code) from places where kind = 'etrap') e (etraps),
     (values (array['Magtymguly', 'Görogly', 'Mollanepes', 'Andalyp', 'Kemine', 'Zelili', 'Seýdi', 'Oguzhan'],
         array['Umyt', 'Bagt', 'Nur', 'Altyn', 'Bahar', 'Daýanç', 'Ynam', 'Mähir', 'Rehim', 'Dostluk'],
         array['merkezi', 'öýi', 'nokady', 'otagy', 'bölümi', 'toplumy', 'kömegi', 'ýoly', 'maşgalasy', 'dünýäsi'],
         array['Надежда', 'Счастье', 'Свет', 'Золото', 'Весна', 'Опора', 'Доверие', 'Тепло', 'Милость', 'Дружба'],
         array['центр', 'дом', 'пункт', 'кабинет', 'отдел', 'комплекс', 'помощь', 'путь', 'семья', 'мир'],
         array['Hope', 'Happiness', 'Light', 'Gold', 'Spring', 'Mainstay', 'Trust', 'Warmth', 'Mercy', 'Friendship'],
         array['centre', 'house', 'point', 'room', 'department', 'complex', 'help', 'way', 'family', 'world']))
         w (streets, firsts_tk, seconds_tk, firsts_ru, seconds_ru, firsts_en, seconds_en)
order by i;
