using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.Data;

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

    /// <summary>How metrics and spans name the source; their default would be the connection string.</summary>
    public static void DescribeAs(this NpgsqlDataSourceBuilder source, string name)
    {
        source.Name = name;
        source.ConfigureTracing(tracing => tracing.ConfigureCommandSpanNameProvider(SpanName));
    }

    private static string SpanName(NpgsqlCommand command) =>
        command.CommandText.AsSpan().TrimStart() is var text && text.IndexOfAny(' ', '\n') is > 0 and < 12 and var end
            ? text[..end].ToString().ToUpperInvariant()
            : "SQL";
}
