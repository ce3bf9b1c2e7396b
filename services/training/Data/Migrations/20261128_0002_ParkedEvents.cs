using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.Training.Data.Migrations;

[DbContext(typeof(TrainingDb))]
[Migration("20261128_0002_ParkedEvents")]
internal sealed class ParkedEvents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.ParkedEvents);
}
