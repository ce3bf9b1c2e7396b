using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Aspire.Npgsql
{
    /// <summary>Stand-in for the settings of Aspire.Npgsql; section <c>Aspire:Npgsql</c>.</summary>
    public sealed class NpgsqlSettings
    {
        public string? ConnectionString { get; set; }
        public bool DisableHealthChecks { get; set; }
        public bool DisableTracing { get; set; }
        public bool DisableMetrics { get; set; }
    }
}

namespace Microsoft.Extensions.Hosting
{
    /// <summary>Stand-in for Aspire.Npgsql, which the partial feed lacks: the same call, the same health check.</summary>
    public static class AspirePostgreSqlNpgsqlExtensions
    {
        public static void AddNpgsqlDataSource(
            this IHostApplicationBuilder builder, string connectionName, Action<NpgsqlSettings>? configureSettings = null,
            Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
        {
            var settings = new NpgsqlSettings { ConnectionString = builder.Configuration.GetConnectionString(connectionName) };
            builder.Configuration.GetSection("Aspire:Npgsql").Bind(settings);
            configureSettings?.Invoke(settings);
            builder.Services.AddSingleton(services =>
            {
                var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
                source.UseLoggerFactory(services.GetService<Logging.ILoggerFactory>());
                configureDataSourceBuilder?.Invoke(source);
                return source.Build();
            });
            if (!settings.DisableHealthChecks)
            {
                builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                    "PostgreSql", services => new NpgsqlHealthCheck(services.GetRequiredService<NpgsqlDataSource>()), null, null));
            }
        }

        private sealed class NpgsqlHealthCheck(NpgsqlDataSource source) : IHealthCheck
        {
            public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
            {
                try
                {
                    await using var command = source.CreateCommand("select 1");
                    await command.ExecuteScalarAsync(cancellationToken);
                    return HealthCheckResult.Healthy();
                }
                catch (NpgsqlException fault)
                {
                    return new HealthCheckResult(context.Registration.FailureStatus, exception: fault);
                }
            }
        }
    }
}
