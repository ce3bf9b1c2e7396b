using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.ServiceDefaults.Hosting;

/// <summary>Registers a service's database with its pool, health check, audit and idempotency.</summary>
public static class ServiceDatabase
{
    /// <summary>The service's PostgreSQL database, with migrations run by <c>--migrate</c>.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="connectionName">For example <c>registrydb</c>.</param>
    /// <param name="configure">Extensions of the data source, such as type mappings.</param>
    public static WebApplicationBuilder AddServiceDatabase<TDb>(
        this WebApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlDataSourceBuilder>? configure = null
    )
        where TDb : ServiceDbContext
    {
        _ = builder.Configuration.GetRequiredSetting($"ConnectionStrings:{connectionName}");
        builder.AddNpgsqlDataSource(
            connectionName,
            configureDataSourceBuilder: source =>
            {
                source.DescribeAs(connectionName);
                source.ConnectionStringBuilder.NoResetOnClose = true; // whoever makes state ends it: SessionState
                configure?.Invoke(source);
            }
        );
        builder.Services.AddDbContext<TDb>(
            (services, options) =>
                options
                    .UseNpgsql(services.GetRequiredService<NpgsqlDataSource>())
                    .AddInterceptors(services.GetRequiredService<SignAuditEntries>())
                    .ConfigureWarnings(warnings =>
                        warnings
                            .Ignore(RelationalEventId.PendingModelChangesWarning)
                            // A violated unique index is an expected outcome; what is not is logged once, at the edge.
                            .Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug))
                    )
        );
        builder.Services.AddScoped<ServiceDbContext>(services => services.GetRequiredService<TDb>());
        builder.Services.AddHostedService<ForgetIdempotencyKeys>();
        builder.AddAudit();
        return builder;
    }
}
