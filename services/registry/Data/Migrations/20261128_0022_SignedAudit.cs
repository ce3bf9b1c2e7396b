using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Data.Migrations;

[DbContext(typeof(RegistryDb))]
[Migration("20261128_0022_SignedAudit")]
internal sealed class SignedAudit : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.AuditTables);
}
