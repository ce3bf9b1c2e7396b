using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.Training.Data.Migrations;

[DbContext(typeof(TrainingDb))]
[Migration("20261128_0005_Calendars")]
internal sealed class CalendarsAndSupervision : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read(typeof(CalendarsAndSupervision).Assembly, "20261128_0005_Calendars.sql"));
}
