-- What belongs to a case: transfers, entries, plans, files, signatures; and what follows from it.
create table data_sharing_agreements (
    organization character varying(50) not null,
    reference character varying(100) not null,
    valid_from date not null,
    valid_until date null,
    constraint pk_data_sharing_agreements primary key (organization)
);

create table case_transfers (
    id uuid not null,
    case_id uuid not null,
    giver character varying(50) not null,
    taker character varying(50) not null,
    consent_id uuid not null,
    status character varying(30) not null,
    offered_at timestamp with time zone not null,
    answered_at timestamp with time zone null,
    summary bytea not null,
    answer bytea null,
    new_case_id uuid null,
    constraint pk_case_transfers primary key (id),
    constraint fk_case_transfers_cases_case_id foreign key (case_id) references cases (id) on delete restrict,
    constraint fk_case_transfers_cases_new_case_id foreign key (new_case_id) references cases (id) on delete restrict
);
create unique index ix_case_transfers_case_id on case_transfers (case_id) where status = 'offered';
create index ix_case_transfers_taker_id on case_transfers (taker, id);
create index ix_case_transfers_new_case_id on case_transfers (new_case_id);

create table case_entries (
    id uuid not null,
    case_id uuid not null,
    kind character varying(30) not null,
    confidentiality character varying(30) not null,
    by uuid not null,
    written_at timestamp with time zone not null,
    happened_at timestamp with time zone null,
    channel character varying(30) null,
    reached boolean null,
    due date null,
    text bytea not null,
    outcome bytea null,
    constraint pk_case_entries primary key (id),
    constraint fk_case_entries_cases_case_id foreign key (case_id) references cases (id) on delete restrict
);
create index ix_case_entries_case_id_id on case_entries (case_id, id);

create table case_plans (
    id uuid not null,
    case_id uuid not null,
    number integer not null,
    status character varying(30) not null,
    written_by uuid not null,
    written_at timestamp with time zone not null,
    decided_by uuid null,
    decided_at timestamp with time zone null,
    review_on date not null,
    goals bytea not null,
    comment bytea null,
    constraint pk_case_plans primary key (id),
    constraint fk_case_plans_cases_case_id foreign key (case_id) references cases (id) on delete restrict
);
create unique index ix_case_plans_case_id_number on case_plans (case_id, number);

create table plan_actions (
    id uuid not null,
    plan_id uuid not null,
    goal integer not null,
    worker_id uuid null,
    due date not null,
    done_at timestamp with time zone null,
    text bytea not null,
    outcome bytea null,
    constraint pk_plan_actions primary key (id),
    constraint fk_plan_actions_case_plans_plan_id foreign key (plan_id) references case_plans (id) on delete cascade
);
create index ix_plan_actions_plan_id on plan_actions (plan_id);

create table attachments (
    id uuid not null,
    case_id uuid not null,
    kind character varying(30) not null,
    media_type character varying(50) not null,
    bytes integer not null,
    by uuid not null,
    at timestamp with time zone not null,
    content bytea not null,
    constraint pk_attachments primary key (id),
    constraint fk_attachments_cases_case_id foreign key (case_id) references cases (id) on delete restrict
);
create index ix_attachments_case_id_id on attachments (case_id, id);

create table consent_signatures (
    consent_id uuid not null,
    media_type character varying(50) not null,
    at timestamp with time zone not null,
    content bytea not null,
    constraint pk_consent_signatures primary key (consent_id),
    constraint fk_consent_signatures_consents_consent_id foreign key (consent_id) references consents (id) on delete restrict
);

-- Complaints and feedback. F- for feedback: C- are cases.
create table complaints (
    id uuid not null,
    number character varying(20) not null default '',
    kind character varying(30) not null,
    is_sensitive boolean not null,
    about character varying(50) not null,
    about_worker uuid null,
    taken_by character varying(50) not null,
    received_at timestamp with time zone not null,
    deadline timestamp with time zone not null,
    status character varying(30) not null,
    answered_at timestamp with time zone null,
    content bytea not null,
    answer bytea null,
    appeal bytea null,
    constraint pk_complaints primary key (id)
);
create unique index ix_complaints_number on complaints (number);
create index ix_complaints_about_id on complaints (about, id);

create function number_complaint() returns trigger language plpgsql as $$
begin
    new.number := next_number('F', new.received_at);
    return new;
end $$;
create trigger number_complaint before insert on complaints for each row execute function number_complaint();

-- Where a case stands, from what is there. Days end at midnight in Ashgabat.
create view case_progress as
select c.id as case_id,
    exists (select from consents where case_id = c.id and withdrawn_at is null) as has_consent,
    exists (select from assessments where case_id = c.id and status = 'completed') as is_assessed,
    exists (select from case_plans where case_id = c.id and status = 'approved') as has_plan,
    exists (select from referrals where case_id = c.id and requested_at is not null and status <> 'entered-in-error')
        or exists (select from case_plans p join plan_actions a on a.plan_id = p.id where p.case_id = c.id and a.done_at is not null)
        as has_begun,
    case when c.closed_at is not null then 0 else (
        (select count(*) from case_plans p join plan_actions a on a.plan_id = p.id
         where p.case_id = c.id and p.status = 'approved' and a.done_at is null and a.due < (now() at time zone 'Asia/Ashgabat')::date)
        + (select count(*) from case_entries
           where case_id = c.id and happened_at is null and due < (now() at time zone 'Asia/Ashgabat')::date)
        + (select count(*) from referrals
           where case_id = c.id and status in ('requested', 'accepted', 'on-hold') and deadline < now())
    )::integer end as overdue,
    array(select number::text from referrals
          where case_id = c.id and status in ('draft', 'requested', 'accepted', 'in-progress', 'on-hold') order by id) as open_referrals
from cases c;
