using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>Brings a database up to date as its owner, and gives the service's role its rights.</summary>
public static class ServiceMigration
{
    /// <summary>Connection string of the role that owns the database. Without it the service's own role migrates.</summary>
    public const string OwnerSetting = "Migrations:ConnectionString";

    /// <param name="services">A scope of the process.</param>
    /// <param name="cancellationToken">Ends it after the migration that is under way.</param>
    internal static async Task RunAsync<TDb>(IServiceProvider services, CancellationToken cancellationToken)
        where TDb : ServiceDbContext
    {
        if (services.GetRequiredService<IConfiguration>()[OwnerSetting] is not { Length: > 0 } owner)
        {
            await services.GetRequiredService<TDb>().Database.MigrateAsync(cancellationToken);
            return;
        }

        var options = new DbContextOptionsBuilder<TDb>()
            .UseNpgsql(owner)
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
        await using var db = ActivatorUtilities.CreateInstance<TDb>(services, options);
        var service = new NpgsqlConnectionStringBuilder(services.GetRequiredService<NpgsqlDataSource>().ConnectionString).Username!;
        await MigrateAsync(db, service, cancellationToken);
    }

    /// <param name="db">A connection as the owner.</param>
    /// <param name="service">The role that the service runs as.</param>
    /// <param name="cancellationToken">Ends it after the migration that is under way.</param>
    public static async Task MigrateAsync(ServiceDbContext db, string service, CancellationToken cancellationToken)
    {
        await db.Database.MigrateAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        if (new NpgsqlConnectionStringBuilder(connection.ConnectionString).Username != service)
        {
            await ServiceRoles.GrantAsync(connection, service, cancellationToken);
        }
    }
}
