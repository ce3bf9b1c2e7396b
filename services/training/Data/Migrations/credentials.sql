-- Keys that sign credentials. A retired key signs nothing new, and what it signed stays valid. No key is ever deleted.
create table credential_keys (
    id uuid not null,
    modulus bytea not null,
    exponent bytea not null,
    private_key bytea not null,
    created_at timestamp with time zone not null,
    retired_at timestamp with time zone null,
    constraint pk_credential_keys primary key (id)
);
create unique index sql_credential_keys_active on credential_keys ((true)) where retired_at is null;
