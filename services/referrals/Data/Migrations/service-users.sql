-- People whom an organization serves. Names and details are sealed; digests find them again.
create table service_users (
    id uuid not null,
    organization character varying(50) not null,
    created_at timestamp with time zone not null,
    details bytea not null,
    name_digest bytea not null,
    constraint pk_service_users primary key (id)
);
create index ix_service_users_organization_name_digest on service_users (organization, name_digest);

create table service_user_identifiers (
    service_user_id uuid not null,
    digest bytea not null,
    constraint pk_service_user_identifiers primary key (service_user_id, digest),
    constraint fk_service_user_identifiers_service_users_service_user_id
        foreign key (service_user_id) references service_users (id) on delete cascade
);
create index ix_service_user_identifiers_digest on service_user_identifiers (digest);
