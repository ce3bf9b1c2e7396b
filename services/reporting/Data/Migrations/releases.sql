-- Releases: frozen sets of figures. Not part of a rebuild.
create table releases (
    number integer not null,
    revision integer not null,
    period character varying(100) not null,
    status character varying(100) not null,
    cut_off timestamp with time zone not null,
    publish_at timestamp with time zone not null,
    reason character varying(2000) null,
    requested jsonb not null,
    planned_at timestamp with time zone not null,
    -- Text and not jsonb: the hash is of these bytes.
    content text null,
    hash character varying(64) null,
    certificate jsonb null,
    exact text null,
    published_at timestamp with time zone null,
    refused_because character varying(1000) null,
    constraint pk_releases primary key (number, revision)
);
create index ix_releases_status on releases (status);

-- What is published is not changed, and nothing takes it away.
create function releases_stay() returns trigger language plpgsql as $$
begin
    if old.content is not null and (tg_op = 'DELETE' or new.content is distinct from old.content or new.hash is distinct from old.hash
        or new.exact is distinct from old.exact or new.certificate is distinct from old.certificate) then
        raise exception 'A release is frozen: %.%', old.number, old.revision;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger releases_stay before update or delete on releases for each row execute function releases_stay();

-- Figures of the open period, once a day.
create table daily_figures (
    day date not null,
    indicator character varying(100) not null,
    by character varying(100) not null,
    content jsonb not null,
    constraint pk_daily_figures primary key (day, indicator, by)
);

-- What was sent to DHIS2, with its import summaries.
create table dhis2_pushes (
    id uuid not null,
    number integer not null,
    revision integer not null,
    dry_run boolean not null,
    sent_at timestamp with time zone not null,
    status_code integer not null,
    summary jsonb not null,
    constraint pk_dhis2_pushes primary key (id)
);
create index ix_dhis2_pushes_number_revision on dhis2_pushes (number, revision);
