create table cases (
    id uuid not null,
    number character varying(20) not null default '',
    service_user_id uuid not null,
    organization character varying(50) not null,
    worker_id uuid null,
    opened_at timestamp with time zone not null,
    closed_at timestamp with time zone null,
    closure_reason character varying(30) null,
    closure_note bytea null,
    reopenings integer not null default 0,
    source character varying(30) null,
    continues uuid null,
    constraint pk_cases primary key (id),
    constraint fk_cases_service_users_service_user_id foreign key (service_user_id) references service_users (id) on delete restrict,
    constraint fk_cases_cases_continues foreign key (continues) references cases (id) on delete restrict,
    constraint case_closed_with_reason check ((closed_at is null) = (closure_reason is null))
);
create unique index ix_cases_number on cases (number);
create index ix_cases_organization_id on cases (organization, id);
create index ix_cases_worker_id_id on cases (worker_id, id);
create index ix_cases_continues on cases (continues);
create index ix_cases_service_user_id on cases (service_user_id);

create table case_changes (
    id uuid not null,
    case_id uuid not null,
    kind character varying(30) not null,
    at timestamp with time zone not null,
    by uuid not null,
    closure_reason character varying(30) null,
    worker_id uuid null,
    text bytea null,
    constraint pk_case_changes primary key (id),
    constraint fk_case_changes_cases_case_id foreign key (case_id) references cases (id) on delete restrict
);
create index ix_case_changes_case_id_id on case_changes (case_id, id);

create table case_team (
    case_id uuid not null,
    worker_id uuid not null,
    added_at timestamp with time zone not null,
    constraint pk_case_team primary key (case_id, worker_id),
    constraint fk_case_team_cases_case_id foreign key (case_id) references cases (id) on delete restrict
);
create index ix_case_team_worker_id on case_team (worker_id);

create table broken_glass (
    id uuid not null,
    case_id uuid not null,
    worker_id uuid not null,
    at timestamp with time zone not null,
    ends_at timestamp with time zone not null,
    reason bytea not null,
    constraint pk_broken_glass primary key (id),
    constraint fk_broken_glass_cases_case_id foreign key (case_id) references cases (id) on delete restrict
);
create index ix_broken_glass_case_id_worker_id on broken_glass (case_id, worker_id);
create index ix_broken_glass_worker_id_ends_at on broken_glass (worker_id, ends_at);

create function number_case() returns trigger language plpgsql as $$
begin
    new.number := next_number('C', new.opened_at);
    return new;
end $$;
create trigger number_case before insert on cases for each row execute function number_case();
