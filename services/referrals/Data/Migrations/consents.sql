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

-- Sealed columns are left out: a rotation of the keys seals them again.
create function consent_stays_as_given() returns trigger language plpgsql as $$
begin
    if (new.case_id, new.organization, new.purposes, new.recipients, new.data_categories, new.given_by, new.valid_from, new.recorded_at)
        is distinct from
        (old.case_id, old.organization, old.purposes, old.recipients, old.data_categories, old.given_by, old.valid_from, old.recorded_at)
        or new.valid_until is distinct from old.valid_until
        or new.language is distinct from old.language
        or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at)
    then
        raise exception 'A consent stays as it was given.';
    end if;
    return new;
end $$;
create trigger consent_stays_as_given before update on consents for each row execute function consent_stays_as_given();
