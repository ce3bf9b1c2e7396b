using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Data.Migrations;

[DbContext(typeof(RegistryDb))]
[Migration("20261121_0005_Places")]
internal sealed class PlaceVersions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read(typeof(PlaceVersions).Assembly, "0005_places.sql"));
}
