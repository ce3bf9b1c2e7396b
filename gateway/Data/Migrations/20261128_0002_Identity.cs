using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Gateway.Data.Migrations;

[DbContext(typeof(GatewayDb))]
[Migration("20261128_0002_Identity")]
internal sealed class Identity : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read(typeof(Identity).Assembly, "20261128_0002_identity.sql"));
}
