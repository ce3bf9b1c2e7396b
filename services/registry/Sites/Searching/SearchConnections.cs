using Npgsql;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>
/// Connections for searches alone. A pool resets a connection before it gives it out again, and with that PostgreSQL forgets the plans
/// of <c>search_terms</c>, so that every search would have to make them anew. Searches only read and leave nothing behind, so theirs are not reset.
/// </summary>
internal sealed class SearchConnections : IAsyncDisposable
{
    private const int MaxAtOnce = 20;
    private const int MaxPrepared = 60; // on each connection; a search has one of some dozen forms

    private readonly NpgsqlDataSource source;

    public SearchConnections(IConfiguration configuration, ILoggerFactory loggers)
    {
        var builder = new NpgsqlDataSourceBuilder(configuration.GetRequiredSetting("ConnectionStrings:registrydb"));
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        builder.ConnectionStringBuilder.MaxPoolSize = MaxAtOnce; // more would only wait for processors, and PostgreSQL allows 100 in all
        // Parsed once, but planned with the values of each search.
        builder.ConnectionStringBuilder.MaxAutoPrepare = MaxPrepared;
        builder.ConnectionStringBuilder.Options =
            $"{builder.ConnectionStringBuilder.Options} -c plan_cache_mode=force_custom_plan".TrimStart();
        builder.UseLoggerFactory(loggers);
        builder.DescribeAs("registrydb-search");
        source = builder.Build();
    }

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => source.OpenConnectionAsync(cancellationToken);

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
