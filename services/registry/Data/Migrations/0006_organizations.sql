-- Organizations: roles over time, parents, contacts, addresses.
alter table organizations
    add column parent_code character varying(50) null,
    add column legal_form character varying(100) null,
    add column registration_number character varying(50) null,
    add column role_periods jsonb not null default '[]',
    add column contacts jsonb not null default '[]',
    add column addresses jsonb not null default '[]',
    add constraint fk_organizations_organizations_parent_code foreign key (parent_code) references organizations (code) on delete restrict,
    add constraint an_organization_is_not_part_of_itself check (parent_code <> code);
create index ix_organizations_parent_code on organizations (parent_code);

-- roles are those of the day of the last change, for the previous version, which knows no others. What it writes while it
-- still runs becomes periods: a role that it takes away ended yesterday, one that it gives begins today.
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
update organizations set role_periods = (select coalesce(jsonb_agg(jsonb_build_object('role', role)), '[]') from unnest(roles) role);

-- Service types: versions, for whom they are, what is required of those who deliver them.
alter table service_types
    add column version_number integer not null default 1 check (version_number >= 1),
    add column valid_from date null,
    add column description jsonb null,
    add column standard jsonb null,
    add column sex character varying(30) null check (sex in ('female', 'male')),
    add column conditions text[] not null default '{}';

-- Versions that have ended; the one in force is the service type itself.
create extension if not exists btree_gist;
create table service_type_versions (
    service_type_code character varying(50) not null,
    number integer not null check (number >= 1),
    valid_from date null,
    valid_until date not null,
    definition jsonb not null,
    constraint pk_service_type_versions primary key (service_type_code, number),
    constraint fk_service_type_versions_service_types_service_type_code foreign key (service_type_code) references service_types (code) on delete restrict,
    constraint sql_service_type_versions_never_overlap exclude using gist (service_type_code with =, daterange(valid_from, valid_until, '[]') with &&)
);
