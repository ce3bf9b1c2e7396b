using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.Training.Data.Migrations;

[DbContext(typeof(TrainingDb))]
[Migration("20261128_0004_Credentials")]
internal sealed class CredentialKeysAndCalendars : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read(typeof(CredentialKeysAndCalendars).Assembly, "20261128_0004_Credentials.sql"));
}
