-- New organizations may be the same as others, too. They have codes, not ids, and a code is known before anything is written.
alter table import_duplicates
    add column organization character varying(50) null,
    add column candidate_organization character varying(50) null,
    drop constraint a_candidate_is_somewhere,
    add constraint a_candidate_is_somewhere check (candidate_site_id is not null or candidate_line is not null or candidate_organization is not null);
