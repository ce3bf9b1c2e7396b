using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Searching;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Benchmarks.Registry;

/// <summary>The statements that the service sends for each query, with their parameters as literals, as scripts for pgbench.</summary>
internal static partial class SearchScripts
{
    public static async Task<IReadOnlyList<string>> OfAsync(string database, IReadOnlyList<string> queries)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        var scripts = new List<string>();
        foreach (var query in queries)
        {
            scripts.Add(await ScriptAsync(connection, query));
        }

        return scripts;
    }

    private static async Task<string> ScriptAsync(NpgsqlConnection connection, string query)
    {
        var asked = QueryHelpers.ParseQuery(query).ToDictionary(part => part.Key, part => part.Value.ToString());
        var rights = new CapacityRights(
            new Caller("bench", "", new HashSet<string> { Scopes.RegistryRead, Scopes.RegistryCapacity }),
            TimeProvider.System.Today()
        );
        var criteria = new SearchRequest(
            Q: asked.GetValueOrDefault("q"),
            Need: asked.GetValueOrDefault("need"),
            Age: Number(asked.GetValueOrDefault("age")),
            Place: asked.GetValueOrDefault("place"),
            Near: asked.GetValueOrDefault("near"),
            WithinKm: Number(asked.GetValueOrDefault("withinKm")),
            Free: asked.ContainsKey("free"),
            OpenAt: asked.GetValueOrDefault("openAt"),
            Language: asked.GetValueOrDefault("language"),
            MinFree: Number(asked.GetValueOrDefault("minFree")),
            ServiceType: asked.GetValueOrDefault("serviceType"),
            Organization: asked.GetValueOrDefault("organization"),
            Sort: asked.GetValueOrDefault("sort")
        ).ToCriteria([], TimeProvider.System.GetUtcNow(), rights);
        var script = new StringBuilder();
        await using (var batch = Understanding.Ask(connection, criteria))
        {
            foreach (var command in batch?.BatchCommands ?? Enumerable.Empty<NpgsqlBatchCommand>())
            {
                Add(command.CommandText, command.Parameters);
            }
        }

        var search = new SiteSearch(
            connection,
            criteria,
            await Understanding.OfAsync(connection, criteria, CancellationToken.None),
            rights,
            command => Add(command.CommandText, command.Parameters)
        );
        await search.FindAsync(
            null,
            (Number(asked.GetValueOrDefault("limit")) ?? PageRequest.DefaultLimit) + 1,
            name => name.En,
            CancellationToken.None
        );
        if (asked.ContainsKey("facets"))
        {
            await search.CountAsync(name => name.En, CancellationToken.None);
        }

        return script.ToString();

        void Add(string text, NpgsqlParameterCollection parameters) =>
            script
                .Append(
                    Placeholder()
                        .Replace(
                            text,
                            match => Literal(parameters[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1].Value)
                        )
                        .ReplaceLineEndings(" ")
                )
                .Append(";\n");
    }

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static string Literal(object? value) =>
        value switch
        {
            null or DBNull => "null",
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            string[] texts => $"'{{{string.Join(',', texts)}}}'::text[]",
            double number => $"{number.ToString("R", CultureInfo.InvariantCulture)}::double precision",
            Guid id => $"'{id}'::uuid",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Placeholder();
}
