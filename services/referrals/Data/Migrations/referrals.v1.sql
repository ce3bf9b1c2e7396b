create table service_users (
    id uuid not null,
    organization character varying(50) not null,
    created_at timestamp with time zone not null,
    details bytea not null,
    merged_into uuid null,
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

create table cases (
    id uuid not null,
    number character varying(20) not null default '',
    service_user_id uuid not null,
    organization character varying(50) not null,
    worker_id uuid null,
    opened_at timestamp with time zone not null,
    closed_at timestamp with time zone null,
    closure_reason character varying(30) null,
    closure_note bytea null,
    reopenings integer not null default 0,
    constraint pk_cases primary key (id),
    constraint fk_cases_service_users_service_user_id foreign key (service_user_id) references service_users (id) on delete restrict,
    constraint case_closed_with_reason check ((closed_at is null) = (closure_reason is null))
);
create unique index ix_cases_number on cases (number);
create index ix_cases_organization_id on cases (organization, id);
create index ix_cases_service_user_id on cases (service_user_id);

create table case_changes (
    id uuid not null,
    case_id uuid not null,
    kind character varying(30) not null,
    at timestamp with time zone not null,
    by uuid not null,
    closure_reason character varying(30) null,
    text bytea null,
    constraint pk_case_changes primary key (id),
    constraint fk_case_changes_cases_case_id foreign key (case_id) references cases (id) on delete restrict
);
create index ix_case_changes_case_id_id on case_changes (case_id, id);

create table consents (
    id uuid not null,
    case_id uuid not null,
    organization character varying(50) not null,
    purposes text[] not null,
    recipients text[] not null,
    data_categories text[] not null,
    given_by character varying(30) not null,
    guardian_name bytea null,
    language character varying(30) null,
    valid_from date not null,
    valid_until date null,
    recorded_at timestamp with time zone not null,
    withdrawn_at timestamp with time zone null,
    withdrawal_reason bytea null,
    constraint pk_consents primary key (id),
    constraint fk_consents_cases_case_id foreign key (case_id) references cases (id) on delete restrict,
    constraint consent_ends_after_it_begins check (valid_until >= valid_from)
);
create index ix_consents_case_id on consents (case_id);

create table referrals (
    id uuid not null,
    number character varying(20) not null default '',
    case_id uuid not null,
    service_user_id uuid not null,
    consent_id uuid not null,
    requester character varying(50) not null,
    receiver character varying(50) not null,
    site_id uuid not null,
    service_type character varying(50) not null,
    shared_data text[] not null,
    priority character varying(30) not null,
    need bytea not null,
    created_at timestamp with time zone not null,
    status character varying(30) not null,
    step integer not null,
    requested_at timestamp with time zone null,
    deadline timestamp with time zone null,
    worker_id uuid null,
    follows uuid null,
    constraint pk_referrals primary key (id),
    constraint fk_referrals_referrals_follows foreign key (follows) references referrals (id) on delete restrict,
    constraint fk_referrals_cases_case_id foreign key (case_id) references cases (id) on delete restrict,
    constraint fk_referrals_consents_consent_id foreign key (consent_id) references consents (id) on delete restrict,
    constraint fk_referrals_service_users_service_user_id foreign key (service_user_id) references service_users (id) on delete restrict
);
create unique index ix_referrals_number on referrals (number);
create index ix_referrals_requester_id on referrals (requester, id);
create index ix_referrals_receiver_id on referrals (receiver, id);
create index ix_referrals_case_id on referrals (case_id);
create index ix_referrals_consent_id on referrals (consent_id);
create index ix_referrals_follows on referrals (follows);
-- One person waits once for one site.
create unique index ix_referrals_service_user_id_site_id on referrals (service_user_id, site_id)
    where status in ('requested', 'accepted', 'in-progress', 'on-hold');
create index ix_referrals_service_user_id on referrals (service_user_id);
create index sql_referrals_open on referrals (status, deadline)
    where status in ('draft', 'requested', 'accepted', 'in-progress', 'on-hold');

create table referral_moves (
    id uuid not null,
    referral_id uuid not null,
    step integer not null,
    at timestamp with time zone not null,
    organization character varying(50) not null,
    from_status character varying(30) null,
    to_status character varying(30) not null,
    reason_code character varying(30) null,
    text bytea null,
    constraint pk_referral_moves primary key (id),
    constraint fk_referral_moves_referrals_referral_id foreign key (referral_id) references referrals (id) on delete cascade
);
create unique index ix_referral_moves_referral_id_step on referral_moves (referral_id, step);

-- Human-readable numbers: one locked counter per series and year, so that a number is neither given twice nor skipped.
create table number_counters (
    series character varying(1) not null,
    year integer not null,
    last integer not null,
    constraint pk_number_counters primary key (series, year)
);

create function next_number(series_of character varying, at timestamp with time zone) returns text language plpgsql as $$
declare
    year_of integer := extract(year from at at time zone 'Asia/Ashgabat');
    next integer;
begin
    insert into number_counters as counter (series, year, last) values (series_of, year_of, 1)
    on conflict (series, year) do update set last = counter.last + 1
    returning last into next;
    return series_of || '-' || year_of || '-' || lpad(next::text, 6, '0');
end $$;

create function number_case() returns trigger language plpgsql as $$
begin
    new.number := next_number('C', new.opened_at);
    return new;
end $$;
create trigger number_case before insert on cases for each row execute function number_case();

create function number_referral() returns trigger language plpgsql as $$
begin
    new.number := next_number('R', new.created_at);
    return new;
end $$;
create trigger number_referral before insert on referrals for each row execute function number_referral();

-- A referral is drafted while its case is being closed: the row lock makes one wait, and the second to come is refused.
create function referral_needs_open_case() returns trigger language plpgsql as $$
begin
    perform from cases where id = new.case_id and closed_at is null for share;
    if not found then
        raise exception 'The case is closed.' using errcode = 'check_violation', constraint = 'referral_needs_open_case';
    end if;
    return new;
end $$;
create trigger referral_needs_open_case before insert on referrals for each row execute function referral_needs_open_case();

create function case_closes_without_open_referrals() returns trigger language plpgsql as $$
begin
    if exists (
        select from referrals
        where case_id = new.id and status in ('draft', 'requested', 'accepted', 'in-progress', 'on-hold'))
    then
        raise exception 'The case has open referrals.'
            using errcode = 'check_violation', constraint = 'case_closes_without_open_referrals';
    end if;
    return null;
end $$;
create trigger case_closes_without_open_referrals after update of closed_at on cases for each row
    when (old.closed_at is null and new.closed_at is not null) execute function case_closes_without_open_referrals();

-- Sealed columns are left out: rotating the keys seals them anew.
create function consent_stays_as_given() returns trigger language plpgsql as $$
begin
    if (new.case_id, new.organization, new.purposes, new.recipients, new.data_categories, new.given_by, new.valid_from, new.recorded_at)
        is distinct from
        (old.case_id, old.organization, old.purposes, old.recipients, old.data_categories, old.given_by, old.valid_from, old.recorded_at)
        or new.valid_until is distinct from old.valid_until
        or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at)
    then
        raise exception 'A consent stays as it was given.';
    end if;
    return new;
end $$;
create trigger consent_stays_as_given before update on consents for each row execute function consent_stays_as_given();
