-- The newest key that is already active signs. The unique index keeps two replicas from making two keys for the same moment.
create table signing_keys (
    id uuid not null,
    private_key bytea not null,
    created_at timestamp with time zone not null,
    active_from timestamp with time zone not null,
    constraint pk_signing_keys primary key (id)
);
create unique index ix_signing_keys_active_from on signing_keys (active_from);
