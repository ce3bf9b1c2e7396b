create table organizations (
    code character varying(50) not null,
    parent_code character varying(50) null,
    kind character varying(30) not null check (kind in (
        'ministry', 'un-agency', 'government-provider', 'ngo-provider', 'donor', 'training-institute', 'civil-society')),
    roles text[] not null,
    role_periods jsonb not null default '[]',
    legal_form character varying(100) null,
    registration_number character varying(50) null,
    contacts jsonb not null default '[]',
    addresses jsonb not null default '[]',
    website character varying(300) null,
    inferred boolean not null,
    note character varying(500) null,
    reference character varying(64) null,
    name_tk character varying(300) not null,
    name_ru character varying(300) not null,
    name_en character varying(300) not null,
    modified_at timestamp with time zone not null default now(),
    hsds_id uuid not null generated always as (uuid_generate_v5('997db795-6532-5c8c-b209-85e8950b6271', 'organization/' || code)) stored,
    deleted_at timestamp with time zone null,
    deletion_reason character varying(2000) null,
    constraint pk_organizations primary key (code),
    constraint fk_organizations_organizations_parent_code foreign key (parent_code) references organizations (code) on delete restrict,
    constraint an_organization_is_not_part_of_itself check (parent_code <> code)
);
create index ix_organizations_parent_code on organizations (parent_code);
create unique index ix_organizations_hsds_id on organizations (hsds_id);
create trigger note_modification before insert or update on organizations for each row execute function note_modification();

-- role_periods is the truth, and roles are those of the day of the last change. When a writer sets only roles, the trigger makes
-- periods of them: a role that is taken away ended yesterday, a role that is given begins today.
create function keep_role_periods() returns trigger language plpgsql as $$
declare
    today constant date := (now() at time zone 'Asia/Ashgabat')::date;
begin
    if tg_op = 'INSERT' then
        if new.role_periods = '[]' then
            new.role_periods := (select coalesce(jsonb_agg(jsonb_build_object('role', role)), '[]') from unnest(new.roles) role);
        end if;
    elsif new.roles is distinct from old.roles and new.role_periods = old.role_periods then
        new.role_periods := (
            select coalesce(jsonb_agg(case
                when period ->> 'role' = any (new.roles) or coalesce((period ->> 'until')::date < today, false) then period
                else period || jsonb_build_object('until', today - 1) end), '[]')
            from jsonb_array_elements(old.role_periods) period)
            || (select coalesce(jsonb_agg(jsonb_build_object('role', role, 'from', today)), '[]')
                from unnest(new.roles) role where not role = any (old.roles));
    end if;
    return new;
end $$;
create trigger keep_role_periods before insert or update of roles on organizations for each row execute function keep_role_periods();
