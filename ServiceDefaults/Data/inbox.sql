-- Events that a handler has handled: each counts once, however often the broker delivers it.
create table inbox (
    event_id uuid not null,
    handler character varying(100) not null,
    source character varying(50) not null,
    position bigint not null,
    occurred_at timestamp with time zone not null,
    handled_at timestamp with time zone not null,
    constraint pk_inbox primary key (event_id, handler)
);
create index ix_inbox_source_position on inbox (source, position);

-- How far this service has read the events of another.
create table event_cursors (
    source character varying(50) not null,
    position bigint not null,
    caught_up_at timestamp with time zone null,
    constraint pk_event_cursors primary key (source)
);

-- Events that a handler could not take. They block no other event. parked_at is null while the service still retries.
create table parked_events (
    event_id uuid not null,
    handler character varying(100) not null,
    source character varying(50) not null,
    position bigint not null,
    type character varying(100) not null,
    data jsonb not null,
    attempts integer not null,
    next_attempt_at timestamp with time zone not null,
    failed_at timestamp with time zone not null,
    fault character varying(200) not null,
    parked_at timestamp with time zone null,
    constraint pk_parked_events primary key (event_id, handler)
);
