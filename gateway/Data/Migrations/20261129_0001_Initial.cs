using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Gateway.Data.Migrations;

[DbContext(typeof(GatewayDb))]
[Migration("20261129_0001_Initial")]
internal sealed class Initial() : SqlMigration([.. ServiceTables, "clients.sql", "tokens.sql", "signing-keys.sql"]);
