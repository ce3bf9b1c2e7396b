using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.Training.Data.Migrations;

[DbContext(typeof(TrainingDb))]
[Migration("20261128_0006_SignedAudit")]
internal sealed class SignedAudit : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.AuditTables);
}
