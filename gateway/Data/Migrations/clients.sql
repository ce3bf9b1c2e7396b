-- Clients: the applications of OpenIddict, with an organization, scopes, who approved them, and whose workers they may speak for.
create table api_clients (
    id uuid not null,
    client_id character varying(50) not null,
    client_secret text null,
    client_type character varying(50) null,
    concurrency_token character varying(50) null,
    json_web_key_set text null,
    display_name character varying(200) not null,
    organization character varying(50) null,
    scopes text[] not null,
    is_configured boolean not null,
    created_at timestamp with time zone not null,
    disabled_at timestamp with time zone null,
    provider_issuer character varying(300) null,
    provider_client_id character varying(200) null,
    provider_worker_claim character varying(100) null,
    requested_by character varying(100) null,
    ends_on date null,
    approved_by character varying(100) null,
    approved_at timestamp with time zone null,
    constraint pk_api_clients primary key (id),
    constraint ck_api_clients_organization check (organization <> '*'),
    constraint ck_api_clients_provider check (num_nulls(provider_issuer, provider_client_id, provider_worker_claim) in (0, 3)),
    constraint ck_api_clients_approval check (num_nulls(approved_by, approved_at) in (0, 2))
);
create unique index ix_api_clients_client_id on api_clients (client_id);

-- Clients of the version before OpenIddict.
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
comment on table clients is 'Kept for the version before OpenIddict; a later migration drops it.';
