using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.Gateway.Data.Migrations;

[DbContext(typeof(GatewayDb))]
[Migration("20261128_0004_ClientProviders")]
internal sealed class ClientProviders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table api_clients
                add column provider_issuer character varying(300) null,
                add column provider_client_id character varying(200) null,
                add column provider_worker_claim character varying(100) null,
                add constraint ck_api_clients_provider
                    check (num_nulls(provider_issuer, provider_client_id, provider_worker_claim) in (0, 3))
            """
        );
}
