using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.Training.Data.Migrations;

[DbContext(typeof(TrainingDb))]
[Migration("20261121_0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(MigrationScript.ServiceTables);
        migrationBuilder.Sql(MigrationScript.Read(typeof(Initial).Assembly, "20261121_0001_Initial.sql"));
    }
}
