-- Links to a calendar: who has a link may read. The database keeps only a digest of the link.
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
