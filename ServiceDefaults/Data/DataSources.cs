using Npgsql;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>Opens the connections of a service's own role to its database.</summary>
public static class DataSources
{
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
