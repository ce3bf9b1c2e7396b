using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Referrals.Data.Migrations;

[DbContext(typeof(ReferralsDb))]
[Migration("20261121_0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(MigrationScript.ServiceTables);
        migrationBuilder.Sql(MigrationScript.Read(typeof(Initial).Assembly, "referrals.v1.sql"));
    }
}
