-- The audit log. The service signs each entry with a key that the database does not have, and chains it after the commit:
-- no write waits for the place of another in the chain. The service's role may insert and read, nothing else (ServiceRoles).
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

-- No foreign key: it would lock each entry and so write it once more. Nobody can delete on either side, and --verify-audit compares them.
create table audit_chain (
    sequence bigint not null,
    entry_id uuid not null,
    at timestamp with time zone not null,
    key_id character varying(16) not null,
    hash bytea not null,
    constraint pk_audit_chain primary key (sequence)
);
create unique index ix_audit_chain_entry_id on audit_chain (entry_id);

-- Entries that wait for their place in the chain. An entry that somebody deletes here stays outside the chain; --verify-audit finds it.
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

-- Protects the log from a mistake of the owner, who has all rights.
create function audit_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log is append-only.';
end $$;
create trigger audit_refuse_change before update or delete or truncate on audit_entries
    for each statement execute function audit_refuse_change();
create trigger audit_refuse_change before update or delete or truncate on audit_chain
    for each statement execute function audit_refuse_change();

-- The audit log of the version before signed entries.
create table audit (
    id uuid not null,
    at timestamp with time zone not null,
    actor character varying(100) not null,
    organization character varying(50) null,
    action character varying(100) not null,
    subject character varying(200) not null,
    reason character varying(2000) null,
    sequence bigint null,
    hash bytea null,
    constraint pk_audit primary key (id)
);
comment on table audit is 'Kept for the version before signed audit entries; a later migration drops it.';
create unique index ix_audit_sequence on audit (sequence);
create index ix_audit_subject on audit (subject);

-- The hash of an entry covers the entry before it: a changed, removed or inserted entry breaks the chain.
create function audit_hash(previous bytea, entry audit) returns bytea language sql stable as $$
    select sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(
        entry.sequence, entry.id, extract(epoch from entry.at), entry.actor, entry.organization,
        entry.action, entry.subject, entry.reason)::text, 'UTF8'));
$$;

-- Runs at the end of the transaction: the lock of the chain is always the last one, so it cannot be part of a deadlock,
-- and it lasts only while the transaction commits.
create function audit_chain() returns trigger language plpgsql as $$
declare
    previous audit;
begin
    perform pg_advisory_xact_lock(hashtext('audit'));
    select * into previous from audit where sequence is not null order by sequence desc limit 1;
    update audit set sequence = coalesce(previous.sequence, 0) + 1 where id = new.id;
    update audit set hash = audit_hash(previous.hash, audit.*) where id = new.id;
    return null;
end $$;
create constraint trigger audit_chain after insert on audit
    deferrable initially deferred for each row execute function audit_chain();

create function audit_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.hash is null then
        return new;
    end if;
    raise exception 'The audit log is append-only.';
end $$;
create trigger audit_append_only before update or delete on audit
    for each row execute function audit_append_only();
create trigger audit_no_truncate before truncate on audit
    for each statement execute function audit_append_only();
