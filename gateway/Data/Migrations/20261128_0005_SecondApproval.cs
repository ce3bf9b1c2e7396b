using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.Gateway.Data.Migrations;

[DbContext(typeof(GatewayDb))]
[Migration("20261128_0005_SecondApproval")]
internal sealed class SecondApproval : Migration
{
    // Stored answers of the version before hold secrets of clients.
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table api_clients
                add column requested_by character varying(100) null,
                add column ends_on date null,
                add column approved_by character varying(100) null,
                add column approved_at timestamp with time zone null,
                add constraint ck_api_clients_approval check (num_nulls(approved_by, approved_at) in (0, 2));
            delete from idempotency_keys;
            """
        );
}
