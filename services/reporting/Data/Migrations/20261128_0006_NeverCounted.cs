using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.Reporting.Data.Migrations;

/// <summary>Certificates that were issued in error. Revocations from before have no reason, and count as before.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261128_0006_NeverCounted")]
internal sealed class NeverCounted : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table certificates add column never_counted boolean not null default false;
            create index ix_certificates_worker_id_programme on certificates (worker_id, programme);
            """
        );
}
