-- Requests that a client may send again: the same key gets the same answer.
create table idempotency_keys (
    caller character varying(100) not null,
    key character varying(100) not null,
    fingerprint bytea not null,
    created_at timestamp with time zone not null,
    answer_id uuid not null,
    status integer null,
    answer bytea null,
    constraint pk_idempotency_keys primary key (caller, key)
);
create unique index ix_idempotency_keys_answer_id on idempotency_keys (answer_id);
create index ix_idempotency_keys_created_at on idempotency_keys (created_at);
