-- Sites that move, and sites and workers that leave the register again. What is deleted stays as a row, so that a late event does not bring it back.
alter table sites
    add column place_position bigint not null default 0,
    add column deleted boolean not null default false;
update sites set place_position = opened_position;

alter table workers
    add column active boolean not null default true,
    add column deleted boolean not null default false;
