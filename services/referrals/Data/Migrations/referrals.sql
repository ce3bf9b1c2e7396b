create table referrals (
    id uuid not null,
    number character varying(20) not null default '',
    case_id uuid not null,
    service_user_id uuid not null,
    consent_id uuid not null,
    requester character varying(50) not null,
    receiver character varying(50) not null,
    site_id uuid not null,
    site_place character varying(20) not null,
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
    is_advice boolean not null,
    waiting_since timestamp with time zone null,
    offered_until timestamp with time zone null,
    escalation character varying(30) not null,
    first_contact_at timestamp with time zone null,
    first_visit_at timestamp with time zone null,
    failed_contacts integer not null,
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
create index ix_referrals_site_id on referrals (site_id) where waiting_since is not null;
create index sql_referrals_open on referrals (status, deadline)
    where status in ('draft', 'requested', 'accepted', 'in-progress', 'on-hold');

create table referral_messages (
    id uuid not null,
    referral_id uuid not null,
    at timestamp with time zone not null,
    organization character varying(50) not null,
    by uuid not null,
    text bytea not null,
    constraint pk_referral_messages primary key (id),
    constraint fk_referral_messages_referrals_referral_id foreign key (referral_id) references referrals (id) on delete restrict
);
create index ix_referral_messages_referral_id_id on referral_messages (referral_id, id);

create table referral_links (
    id uuid not null,
    referral_id uuid not null,
    step integer not null,
    digest bytea not null,
    created_at timestamp with time zone not null,
    created_by uuid not null,
    expires_at timestamp with time zone not null,
    used_at timestamp with time zone null,
    constraint pk_referral_links primary key (id),
    constraint fk_referral_links_referrals_referral_id foreign key (referral_id) references referrals (id) on delete restrict
);
create unique index ix_referral_links_digest on referral_links (digest);
create index ix_referral_links_referral_id on referral_links (referral_id);

create table referral_moves (
    id uuid not null,
    referral_id uuid not null,
    step integer not null,
    at timestamp with time zone not null,
    organization character varying(50) not null,
    by_link boolean not null,
    from_status character varying(30) null,
    to_status character varying(30) not null,
    reason_code character varying(30) null,
    text bytea null,
    constraint pk_referral_moves primary key (id),
    constraint fk_referral_moves_referrals_referral_id foreign key (referral_id) references referrals (id) on delete cascade
);
create unique index ix_referral_moves_referral_id_step on referral_moves (referral_id, step);

create function number_referral() returns trigger language plpgsql as $$
begin
    new.number := next_number('R', new.created_at);
    return new;
end $$;
create trigger number_referral before insert on referrals for each row execute function number_referral();

-- Somebody drafts a referral while somebody closes its case: the row lock makes one wait, and the second one is refused.
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
