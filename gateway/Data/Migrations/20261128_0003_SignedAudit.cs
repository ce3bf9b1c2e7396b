using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Gateway.Data.Migrations;

[DbContext(typeof(GatewayDb))]
[Migration("20261128_0003_SignedAudit")]
internal sealed class SignedAudit : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.AuditTables);
}
