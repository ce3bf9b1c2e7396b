-- Authorizations and tokens, as OpenIddict keeps them.
create table authorizations (
    id uuid not null,
    application_id uuid null,
    concurrency_token character varying(50) null,
    creation_date timestamp with time zone null,
    properties text null,
    scopes text null,
    status character varying(50) null,
    subject character varying(400) null,
    type character varying(50) null,
    constraint pk_authorizations primary key (id),
    constraint fk_authorizations_api_clients_application_id foreign key (application_id) references api_clients (id)
);
create index ix_authorizations_application_id_status_subject_type on authorizations (application_id, status, subject, type);

create table access_tokens (
    id uuid not null,
    application_id uuid null,
    authorization_id uuid null,
    concurrency_token character varying(50) null,
    creation_date timestamp with time zone null,
    expiration_date timestamp with time zone null,
    payload text null,
    properties text null,
    redemption_date timestamp with time zone null,
    reference_id character varying(100) null,
    status character varying(50) null,
    subject character varying(400) null,
    type character varying(150) null,
    constraint pk_access_tokens primary key (id),
    constraint fk_access_tokens_api_clients_application_id foreign key (application_id) references api_clients (id),
    constraint fk_access_tokens_authorizations_authorization_id foreign key (authorization_id) references authorizations (id)
);
create unique index ix_access_tokens_reference_id on access_tokens (reference_id);
create index ix_access_tokens_application_id_status_subject_type on access_tokens (application_id, status, subject, type);
create index ix_access_tokens_authorization_id on access_tokens (authorization_id);
create index ix_access_tokens_creation_date on access_tokens (creation_date);

-- Assertions that a client has used: each is good for one token.
create table used_assertions (
    client_id character varying(50) not null,
    assertion_id character varying(200) not null,
    expires_at timestamp with time zone not null,
    constraint pk_used_assertions primary key (client_id, assertion_id)
);
create index ix_used_assertions_expires_at on used_assertions (expires_at);
