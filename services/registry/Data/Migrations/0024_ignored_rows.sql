-- Rows with which nothing is done, such as an organization that stands in the file twice: they are counted, too.
alter table imports add column ignored integer not null default 0;
alter table imports drop constraint every_row_has_an_outcome;
alter table imports add constraint every_row_has_an_outcome check (rows_read = created + updated + unchanged + rejected + ignored);
