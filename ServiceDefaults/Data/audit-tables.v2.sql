-- The audit log of every service. Entries are signed by the service with a key that the database does not have, and chained after
-- their commit: no write waits for another's place in the chain. The service's role may insert and read, nothing else (ServiceRoles).
-- The table of the previous version, audit, stays for as long as that version may still run.

comment on table audit is 'Kept for the version before signed audit entries; a later migration drops it.';

create table audit_entries (
    id uuid not null,
    at timestamp with time zone not null,
    person uuid null,
    client character varying(100) not null,
    organization character varying(50) null,
    assurance character varying(20) null,
    purpose character varying(100) null,
    token_id character varying(100) null,
    action character varying(100) not null,
    record_kind character varying(50) not null,
    record_ids text[] not null,
    outcome character varying(20) not null,
    detail character varying(2000) null,
    key_id character varying(16) not null,
    signature bytea not null,
    constraint pk_audit_entries primary key (id)
);
create index ix_audit_entries_person_id on audit_entries (person, id);
create index ix_audit_entries_client_id on audit_entries (client, id);
create index ix_audit_entries_record_ids on audit_entries using gin (record_ids);

-- Without a foreign key, which would lock and so write every entry once more: neither side can be deleted, and --verify-audit compares them.
create table audit_chain (
    sequence bigint not null,
    entry_id uuid not null,
    at timestamp with time zone not null,
    key_id character varying(16) not null,
    hash bytea not null,
    constraint pk_audit_chain primary key (sequence)
);
create unique index ix_audit_chain_entry_id on audit_chain (entry_id);

-- What waits to be chained. Who takes an entry out of here leaves it outside the chain, where --verify-audit finds it.
create table audit_unchained (
    entry_id uuid not null,
    constraint pk_audit_unchained primary key (entry_id)
);

create function audit_await_chain() returns trigger language plpgsql as $$
begin
    insert into audit_unchained select id from added;
    return null;
end $$;
create trigger audit_await_chain after insert on audit_entries referencing new table as added
    for each statement execute function audit_await_chain();

-- For the owner, whom no missing right stops from a mistake.
create function audit_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log is append-only.';
end $$;
create trigger audit_refuse_change before update or delete or truncate on audit_entries
    for each statement execute function audit_refuse_change();
create trigger audit_refuse_change before update or delete or truncate on audit_chain
    for each statement execute function audit_refuse_change();
