-- The name and why somebody left are sealed (personal). due_on: the day on which the posts say something new of the worker; until
-- then the columns are what is true today, and on that day the service changes them.
create table workers (
    id uuid not null,
    organization_code character varying(50) not null,
    role character varying(30) not null check (role in ('specialist', 'social-worker', 'manager', 'allied', 'trainer')),
    sex character varying(30) not null check (sex in ('female', 'male', 'unknown')),
    place_code character varying(20) not null,
    code character varying(50) null,
    posts jsonb not null default '[]',
    due_on date null,
    caseload_limit integer null check (caseload_limit between 1 and 500),
    active boolean not null,
    registered_at timestamp with time zone not null,
    left_on date null,
    personal bytea not null,
    deleted_at timestamp with time zone null,
    deletion_reason character varying(2000) null,
    constraint pk_workers primary key (id),
    constraint fk_workers_organizations_organization_code foreign key (organization_code) references organizations (code) on delete restrict,
    constraint fk_workers_places_place_code foreign key (place_code) references places (code) on delete restrict,
    constraint who_left_is_not_active check (left_on is null or not active)
);
create unique index ix_workers_organization_code_code on workers (organization_code, code);
create index ix_workers_place_code on workers (place_code);
create index ix_workers_due_on on workers (due_on) where due_on is not null;

-- A worker who is written without posts gets one, from the columns.
create function give_first_post() returns trigger language plpgsql as $$
begin
    new.posts := jsonb_build_array(jsonb_build_object(
        'organization', new.organization_code, 'role', new.role, 'place', new.place_code,
        'from', to_char(new.registered_at at time zone interval '5 hours', 'YYYY-MM-DD'), 'share', 100));
    return new;
end $$;
create trigger give_first_post before insert on workers for each row when (new.posts = '[]') execute function give_first_post();

-- From the events of training, which come in any order: a revocation may come before its certificate. No foreign key, because training
-- and not the register says who has a competence.
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
