using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Reporting.Data.Migrations;

[DbContext(typeof(ReportingDb))]
[Migration("20261121_0002_Changes")]
internal sealed class Changes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read(typeof(Changes).Assembly, "0002_changes.sql"));
}
