using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Referrals.Data.Migrations;

[DbContext(typeof(ReferralsDb))]
[Migration("20261129_0001_Initial")]
internal sealed class Initial()
    : SqlMigration([
        .. ServiceTables,
        "service-users.sql",
        "numbers.sql",
        "cases.sql",
        "consents.sql",
        "referrals.sql",
        "assessments.sql",
        "instruments.sql",
        "groups.sql",
        "case-work.sql",
    ]);
