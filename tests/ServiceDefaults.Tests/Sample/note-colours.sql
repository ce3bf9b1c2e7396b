alter table notes add column colour character varying(10) not null default 'white';

create table colours (
    name character varying(10) not null,
    constraint pk_colours primary key (name)
);
insert into colours select distinct colour from notes;
