using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Reporting.Data.Migrations;

[DbContext(typeof(ReportingDb))]
[Migration("20261129_0001_Initial")]
internal sealed class Initial() : SqlMigration([.. ServiceTables, "register.sql", "training.sql", "referrals.sql", "releases.sql"]);
