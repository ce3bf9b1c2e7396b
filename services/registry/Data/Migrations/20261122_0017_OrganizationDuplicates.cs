using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Data.Migrations;

[DbContext(typeof(RegistryDb))]
[Migration("20261122_0017_OrganizationDuplicates")]
internal sealed class OrganizationDuplicates : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read(typeof(OrganizationDuplicates).Assembly, "0017_organization_duplicates.sql"));
}
