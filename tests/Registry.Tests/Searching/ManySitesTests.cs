using System.Text.Json.Nodes;
using Npgsql;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Searching;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using Xunit;

namespace SocialServices.Registry.Tests.Searching;

/// <summary>How many sites PostgreSQL reads for a page of a search, when there are many: a time would depend on the machine.</summary>
public sealed class ManySitesTests(ManySitesTests.App app) : IClassFixture<ManySitesTests.App>
{
    private const int MaxRead = 1_000;
    private const int PageSize = 20;

    private static readonly string[] Counts = ["Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck"];

    [Theory]
    [InlineData("2026-11-24T03:30", null, null)] // night
    [InlineData("2026-11-24T03:30", "tk", null)]
    [InlineData("2026-11-24T03:30", null, "any")]
    [InlineData("2026-11-29T10:00", "ru", null)] // Sunday
    [InlineData("2026-11-24T12:00", null, null)] // all are open
    [InlineData("2026-11-28T12:00", null, null)] // none is
    [InlineData("2027-01-01T12:00", null, null)] // all are closed by an exception
    public async Task Few_are_read_to_find_what_is_open(string at, string? language, string? status) =>
        await ReadsFewAsync(new SearchRequest(OpenAt: at, Language: language, Status: status));

    [Theory]
    [InlineData(null)]
    [InlineData("2026-11-24T12:00")]
    public async Task Few_are_read_to_find_the_nearest_of_a_country(string? openAt) =>
        await ReadsFewAsync(new SearchRequest(Near: "37.95,58.38", WithinKm: 500, Sort: "distance", OpenAt: openAt));

    private async Task ReadsFewAsync(SearchRequest request)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var source = NpgsqlDataSource.Create(app.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var sent = new List<NpgsqlCommand>();
        var rights = new CapacityRights(new Caller("office", "mlspp", new HashSet<string> { Scopes.ProgrammeManage }), app.Clock.Today());
        var search = new SiteSearch(
            connection,
            request.ToCriteria([], app.Clock.GetUtcNow(), rights),
            new Understanding(null, null, null),
            rights,
            command => sent.Add(command.Clone())
        );

        await search.FindAsync(null, PageSize + 1, name => name.En, cancellationToken);

        Assert.NotEmpty(sent);
        foreach (var command in sent)
        {
            command.CommandText = $"explain (analyze, buffers, format json) {command.CommandText}";
            var plan = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
            Assert.True(Read(JsonNode.Parse(plan)![0]!["Plan"]!) < MaxRead, plan);
        }
    }

    /// <returns>Rows that the node of a plan, or the one below it that has most, looks at. A bitmap of an index is none of them: it reads no sites.</returns>
    private static double Read(JsonNode node)
    {
        var rows = (string?)node["Node Type"] is "Bitmap Index Scan"
            ? 0
            : Counts.Sum(name => (double?)node[name] ?? 0) * (double)node["Actual Loops"]!;
        return (node["Plans"]?.AsArray() ?? []).Select(below => Read(below!)).Append(rows).Max();
    }

    public sealed class App : RegistryApp
    {
        // All but a few are open from Monday to Friday and closed on New Year's Day; every 400th only at night, another 400th on Sundays.
        private const string Fill = """
            insert into sites (id, organization_code, service_type_code, place_code, status, opened_at, total, held, taken, name_tk, name_ru, name_en,
                latitude, longitude, languages, schedule)
            select ('01920000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'ashgabat-ssc', type, place, 'active', now(), 5, 0, 0, 'A', 'A', 'A',
                37 + i % 110 / 50.0, 57 + i % 109 / 40.0, case when i % 3 = 0 then '{tk}'::text[] else '{tk,ru}' end,
                jsonb_build_object(
                    'weekly', (select jsonb_agg(jsonb_build_object('weekday', day, 'opens', opens, 'closes', closes)) from unnest(days) day),
                    'exceptions', jsonb_build_array(jsonb_build_object('from', '2027-01-01', 'until', '2027-01-02', 'closed', true)))
            from generate_series(1, 12000) i, (select min(code) from service_types) types (type), (select min(code) from places where kind = 'etrap') places (place),
                lateral (select case when i % 400 = 200 then array['sunday'] else array['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] end as days,
                    case when i % 400 = 0 then '00:00' else '09:00' end as opens, case when i % 400 = 0 then '08:00' else '18:00' end as closes) hours
            """;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await using var source = NpgsqlDataSource.Create(ConnectionString);
            foreach (var statement in new[] { Fill, "vacuum (analyze) sites" })
            {
                await using var command = source.CreateCommand(statement);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
        }
    }
}
