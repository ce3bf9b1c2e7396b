using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.Training.Data.Migrations;

[DbContext(typeof(TrainingDb))]
[Migration("20261129_0001_Initial")]
internal sealed class Initial()
    : SqlMigration([
        .. ServiceTables,
        "programmes.sql",
        "courses.sql",
        "enrolments.sql",
        "surveys.sql",
        "practice.sql",
        "supervision.sql",
        "certificates.sql",
        "credentials.sql",
        "calendars.sql",
    ]);
