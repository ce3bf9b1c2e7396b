-- What is known before its day: the next version of a service type, and when a worker's posts say something else of the worker.
-- The rows stay what is true today, which all queries ask; on the day the service changes them.
alter table service_types add column coming jsonb null;
alter table workers add column due_on date null;
create index ix_workers_due_on on workers (due_on) where due_on is not null;
