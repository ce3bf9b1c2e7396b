-- Where a worker has worked, how many cases the worker may have, and what training has certified.
alter table workers
    add column posts jsonb not null default '[]',
    add column caseload_limit integer null check (caseload_limit between 1 and 500),
    -- To the day; why somebody left is sealed with the name.
    add column left_on date null;
alter table workers add constraint who_left_is_not_active check (left_on is null or not active);

update workers set posts = jsonb_build_array(jsonb_build_object(
    'organization', organization_code, 'role', role, 'place', place_code, 'from', to_char(registered_at at time zone interval '5 hours', 'YYYY-MM-DD'), 'share', 100));

-- A worker whom the previous version registers while it still runs has a post too.
create function give_first_post() returns trigger language plpgsql as $$
begin
    new.posts := jsonb_build_array(jsonb_build_object(
        'organization', new.organization_code, 'role', new.role, 'place', new.place_code,
        'from', to_char(new.registered_at at time zone interval '5 hours', 'YYYY-MM-DD'), 'share', 100));
    return new;
end $$;
create trigger give_first_post before insert on workers for each row when (new.posts = '[]') execute function give_first_post();

-- Learnt from training's events, which come in any order: a revocation may be known before its certificate. No foreign key,
-- because training, and not the register, says who holds what.
create table worker_competences (
    certificate_id uuid not null,
    worker_id uuid not null,
    competence character varying(100) not null,
    valid_from date null,
    valid_until date null,
    revoked boolean not null,
    constraint pk_worker_competences primary key (certificate_id)
);
create index ix_worker_competences_worker_id on worker_competences (worker_id);
