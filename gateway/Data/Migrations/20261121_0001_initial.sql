create table clients (
    id character varying(50) not null,
    display_name character varying(200) not null,
    organization character varying(50) null,
    scopes text[] not null,
    secret_hash bytea not null,
    is_configured boolean not null,
    created_at timestamp with time zone not null,
    disabled_at timestamp with time zone null,
    constraint pk_clients primary key (id),
    constraint ck_clients_secret_hash check (octet_length(secret_hash) = 32),
    constraint ck_clients_organization check (organization <> '*')
);

-- The newest key that is already active signs; the unique index keeps two replicas from making one for the same moment.
create table signing_keys (
    id uuid not null,
    private_key bytea not null,
    created_at timestamp with time zone not null,
    active_from timestamp with time zone not null,
    constraint pk_signing_keys primary key (id)
);
create unique index ix_signing_keys_active_from on signing_keys (active_from);
