using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Data.Migrations;

[DbContext(typeof(RegistryDb))]
[Migration("20261125_0020_SearchHours")]
internal sealed class SearchHours : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read(typeof(SearchHours).Assembly, "0020_search_hours.sql"));
}
