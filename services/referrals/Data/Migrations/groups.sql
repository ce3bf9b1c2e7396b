-- Group programmes: cycles of sessions, families, attendance, measures.
create table group_programmes (
    code character varying(50) not null,
    definition jsonb not null,
    constraint pk_group_programmes primary key (code)
);
insert into group_programmes (code, definition) values
    ('strong-families', $json${"name": {"tk": "Berk maşgalalar", "ru": "Крепкие семьи", "en": "Strong Families"}, "sessions": 3, "daysBetween": 7, "competence": "strong-families-facilitation", "weeks": [0, 2, 6], "measures": [{"code": "child-difficulties", "instrument": "child-strengths", "scale": "total", "of": "child"}, {"code": "parenting", "instrument": "parenting-family", "scale": "parenting", "of": "caregiver"}, {"code": "family-adjustment", "instrument": "parenting-family", "scale": "family", "of": "caregiver"}]}$json$);

create table group_cycles (
    id uuid not null,
    programme character varying(50) not null,
    organization character varying(50) not null,
    place character varying(20) not null,
    facilitators uuid[] not null,
    completed_at timestamp with time zone null,
    constraint pk_group_cycles primary key (id),
    constraint fk_group_cycles_group_programmes_programme foreign key (programme) references group_programmes (code) on delete restrict
);
create index ix_group_cycles_organization_id on group_cycles (organization, id);
create index ix_group_cycles_programme on group_cycles (programme);

create table group_sessions (
    id uuid not null,
    cycle_id uuid not null,
    number integer not null,
    day date not null,
    recorded_at timestamp with time zone null,
    constraint pk_group_sessions primary key (id),
    constraint fk_group_sessions_group_cycles_cycle_id foreign key (cycle_id) references group_cycles (id) on delete cascade
);
create unique index ix_group_sessions_cycle_id_number on group_sessions (cycle_id, number);

create table group_members (
    id uuid not null,
    cycle_id uuid not null,
    case_id uuid not null,
    family integer not null,
    role character varying(30) not null,
    attended integer[] not null,
    made_up integer[] not null,
    constraint pk_group_members primary key (id),
    constraint fk_group_members_group_cycles_cycle_id foreign key (cycle_id) references group_cycles (id) on delete cascade,
    constraint fk_group_members_cases_case_id foreign key (case_id) references cases (id) on delete restrict
);
create unique index ix_group_members_cycle_id_case_id on group_members (cycle_id, case_id);
create index ix_group_members_case_id on group_members (case_id);

create table group_measures (
    id uuid not null,
    member_id uuid not null,
    measure character varying(50) not null,
    week integer not null,
    instrument_version integer not null,
    taken_at timestamp with time zone not null,
    content bytea not null,
    constraint pk_group_measures primary key (id),
    constraint fk_group_measures_group_members_member_id foreign key (member_id) references group_members (id) on delete restrict
);
create unique index ix_group_measures_member_id_measure_week on group_measures (member_id, measure, week);

create table closed_group_weeks (
    cycle_id uuid not null,
    measure character varying(50) not null,
    week integer not null,
    at timestamp with time zone not null,
    constraint pk_closed_group_weeks primary key (cycle_id, measure, week),
    constraint fk_closed_group_weeks_group_cycles_cycle_id foreign key (cycle_id) references group_cycles (id) on delete restrict
);

create table group_reminders (
    cycle_id uuid not null,
    week integer not null,
    at timestamp with time zone not null,
    constraint pk_group_reminders primary key (cycle_id, week),
    constraint fk_group_reminders_group_cycles_cycle_id foreign key (cycle_id) references group_cycles (id) on delete restrict
);
