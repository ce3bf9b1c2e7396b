using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Data.Migrations;

[DbContext(typeof(RegistryDb))]
[Migration("20261129_0023_Availability")]
internal sealed class Availability : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read(typeof(Availability).Assembly, "0023_availability.sql"));
}
