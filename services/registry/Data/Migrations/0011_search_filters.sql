-- Few sites serve in a rare language, or have a hearing loop.
create index sql_sites_languages_accessibility on sites using gin (languages, accessibility) with (gin_pending_list_limit = 256);
