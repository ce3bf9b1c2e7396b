using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Reporting.Data.Migrations;

[DbContext(typeof(ReportingDb))]
[Migration("20261121_0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(MigrationScript.ServiceTables);
        migrationBuilder.Sql(MigrationScript.Read(typeof(Initial).Assembly, "initial.sql"));
    }
}
