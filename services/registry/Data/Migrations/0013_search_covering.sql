-- What people look for is nearly always active: place and type together without reading sites, and facets of them without reading any.
create index sql_sites_active on sites (place_code, service_type_code, organization_code, id) where status = 'active' and deleted_at is null;
