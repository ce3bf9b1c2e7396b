using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Reporting.Data.Migrations;

[DbContext(typeof(ReportingDb))]
[Migration("20261128_0005_SignedAudit")]
internal sealed class SignedAudit : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.AuditTables);
}
