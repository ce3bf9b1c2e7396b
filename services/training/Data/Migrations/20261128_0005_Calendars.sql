-- Links under which anybody who has them reads a calendar; only a digest of the link is kept.
create table calendar_links (
    id uuid not null,
    kind character varying(20) not null,
    subject character varying(50) not null,
    organization character varying(50) not null,
    digest bytea not null,
    created_at timestamp with time zone not null,
    constraint pk_calendar_links primary key (id)
);
create unique index ix_calendar_links_digest on calendar_links (digest);

create table supervision_sessions (
    id uuid not null,
    organizer character varying(50) not null,
    held_on date not null,
    supervisors uuid[] not null,
    presenters integer not null check (presenters > 0),
    record bytea not null,
    created_at timestamp with time zone not null,
    constraint pk_supervision_sessions primary key (id)
);
create index ix_supervision_sessions_organizer on supervision_sessions (organizer);

create table observations (
    id uuid not null,
    worker_id uuid not null,
    organization character varying(50) not null,
    mentor_id uuid not null,
    competence character varying(50) not null,
    observed_on date not null,
    rating integer not null check (rating between 1 and 5),
    note bytea not null,
    constraint pk_observations primary key (id)
);
create index ix_observations_worker_id on observations (worker_id);
