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
