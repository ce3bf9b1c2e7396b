using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Reporting.Data.Migrations;

[DbContext(typeof(ReportingDb))]
[Migration("20261121_0003_Deletions")]
internal sealed class Deletions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read(typeof(Deletions).Assembly, "0003_deletions.sql"));
}
