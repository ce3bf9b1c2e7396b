-- Deleted for good, also when what describes it comes later.
alter table organizations add column deleted boolean not null default false;
alter table service_types add column deleted boolean not null default false;
