-- What cannot be sent or handled is set aside, so that it holds up nothing else. The previous version may still be running.
set local lock_timeout = '5s'; -- a migration that waits here makes every writer wait; it is run again

-- Outbox: events that this version cannot send, mostly because it does not know their type after a rollback.
alter table outbox add column parked_at timestamp with time zone null, add column parked_reason character varying(200) null;

-- Each turn of the relay asks only for what it needs, however much waits while the broker is away.
drop index ix_outbox_waiting;
create index ix_outbox_waiting on outbox (position) where published_at is null and parked_at is null;
create index ix_outbox_unnumbered on outbox (sequence) where position is null;
create index ix_outbox_parked on outbox (type) where parked_at is not null;

-- Inbox: events that a handler could not take. parked_at is null while they are still tried again.
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
