create table notes (
    id uuid not null,
    title character varying(20) not null,
    text bytea not null,
    constraint pk_notes primary key (id)
);
create unique index ix_notes_title on notes (title);
