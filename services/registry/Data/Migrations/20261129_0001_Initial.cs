using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Data.Migrations;

[DbContext(typeof(RegistryDb))]
[Migration("20261129_0001_Initial")]
internal sealed class Initial()
    : SqlMigration([
        .. ServiceTables,
        "hsds.sql",
        "words.sql",
        "opening-hours.sql",
        "places.sql",
        "organizations.sql",
        "service-types.sql",
        "sites.sql",
        "capacity.sql",
        "workers.sql",
        "search.sql",
        "search-terms.sql",
        "search-levels.sql",
        "records.sql",
        "imports.sql",
        "agenda.sql",
    ]);
