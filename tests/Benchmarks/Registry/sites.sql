-- 100,000 sites: 60 % in etraps, 40 % in the four cities; 260 providers, each at home in one place; names of their own.
insert into organizations (code, kind, roles, inferred, name_tk, name_ru, name_en)
select 'bench-' || i, 'ngo-provider', '{provider}', true,
       'Goldaw jemgyýeti ' || i, 'Общество поддержки ' || i, 'Support society ' || i
from generate_series(1, 260) i;

insert into sites (id, organization_code, service_type_code, place_code, code, address, latitude, longitude, status, opened_at,
                   total, held, taken, name_tk, name_ru, name_en)
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
       firsts_en[1 + i % 10] || ' ' || seconds_en[1 + i / 10 % 10]
from generate_series(1, 100000) i,
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
         w (streets, firsts_tk, seconds_tk, firsts_ru, seconds_ru, firsts_en, seconds_en);

