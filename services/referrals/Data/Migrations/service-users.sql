-- People whom an organization serves. Names and details are sealed; digests find them again.
create table service_users (
    id uuid not null,
    organization character varying(50) not null,
    created_at timestamp with time zone not null,
    details bytea not null,
    merged_into uuid null,
    legal_hold character varying(100) null,
    erased_at timestamp with time zone null,
    constraint pk_service_users primary key (id),
    constraint fk_service_users_service_users_merged_into foreign key (merged_into) references service_users (id) on delete restrict,
    constraint not_merged_into_itself check (merged_into <> id)
);
create index ix_service_users_merged_into on service_users (merged_into) where merged_into is not null;

create table service_user_digests (
    service_user_id uuid not null,
    digest bytea not null,
    constraint pk_service_user_digests primary key (service_user_id, digest),
    constraint fk_service_user_digests_service_users_service_user_id
        foreign key (service_user_id) references service_users (id) on delete cascade
);
create index ix_service_user_digests_digest on service_user_digests (digest);

create table service_user_versions (
    id uuid not null,
    service_user_id uuid not null,
    number integer not null,
    replaced_at timestamp with time zone not null,
    replaced_by uuid not null,
    details bytea not null,
    reason bytea not null,
    constraint pk_service_user_versions primary key (id),
    constraint fk_service_user_versions_service_users_service_user_id
        foreign key (service_user_id) references service_users (id) on delete cascade
);
create unique index ix_service_user_versions_service_user_id_number on service_user_versions (service_user_id, number);
