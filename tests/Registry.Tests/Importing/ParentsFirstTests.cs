using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Imports.Rows;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Organizations that are part of others, which stand many batches away in the file. A batch has 16 rows here.</summary>
public sealed class ParentsFirstTests(IdleWorkerApp app) : IClassFixture<IdleWorkerApp>
{
    private const int Rows = 300;

    [Theory]
    [InlineData("tree", true)]
    [InlineData("chain", false)]
    public async Task Parents_may_stand_anywhere_in_the_file(string name, bool shuffled)
    {
        var parents = Enumerable.Range(0, Rows).Select(i => i == 0 ? "" : $"{name}-{(shuffled ? new Random(i).Next(i) : i - 1)}").ToArray();
        var lines = Enumerable.Range(0, Rows).Reverse().ToArray();
        if (shuffled)
        {
            new Random(7).Shuffle(lines);
        }

        var file = ImportCalls.Organizations("parent", lines.Select(i => ($"{name}-{i}", parents[i])));

        (await ImportAsync(file, "dryRun=true")).AssertRows(created: Rows);
        Assert.Empty(await ParentsAsync(name));
        (await ImportAsync(file)).AssertRows(created: Rows);

        Assert.Equal(Enumerable.Range(0, Rows).ToDictionary(i => $"{name}-{i}", i => parents[i]), await ParentsAsync(name));
        (await ImportAsync(file, "again=true")).AssertRows(unchanged: Rows);
    }

    [Theory]
    [InlineData("dry", "dryRun=true")]
    [InlineData("wet", "")]
    public async Task A_worker_that_takes_over_goes_on_in_the_same_order(string name, string query)
    {
        var file = ImportCalls.Organizations(
            "parent",
            Enumerable
                .Range(0, Rows)
                .Select(i =>
                    (
                        $"{name}-{i}",
                        i % 100 == 0 ? "nobody"
                        : i % 3 == 0 ? ""
                        : $"{name}-{(i * 7 % Rows) / 3 * 3}"
                    )
                )
        );
        var response = await app.Office().UploadAsync(file, $"kind=organizations&{query}");
        var id = (await response.JsonAsync()).Id();
        for (var rows = 32; rows < Rows; rows += 96)
        {
            await app.RunImportsUntilAsync(rows, TestContext.Current.CancellationToken);
            Assert.Equal(
                rows,
                (await (await app.Office().GetAsync($"{ImportCalls.Path}/{id}")).JsonAsync())["rows"]!["read"]!.GetValue<int>()
            );
        }

        await app.RunImportsAsync(TestContext.Current.CancellationToken);

        var end = await app.Office().EndOfAsync(id);
        var rejected = (await app.Office().FindingsAsync(end))
            .Select(line => int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture) - 2)
            .ToHashSet();
        end.AssertRows(created: Rows - rejected.Count, rejected: rejected.Count);
        Assert.Equal(
            Enumerable.Range(0, Rows).Where(i => i % 100 == 0 || (i % 3 != 0 && i * 7 % Rows / 3 * 3 % 100 == 0)),
            rejected.Order()
        );
        Assert.Equal(query.Length > 0 ? 0 : Rows - rejected.Count, (await ParentsAsync(name)).Count);
    }

    [Theory]
    [InlineData("dryRun=true", 2)]
    [InlineData("", null)] // who takes over finds it in the register
    public async Task Duplicates_of_what_came_before_a_worker_took_over_are_found(string query, int? candidateLine)
    {
        var name = $"again{query.Length}";
        var file = ImportCalls.Organizations(
            "registrationNumber",
            Enumerable.Range(0, 40).Select(i => ($"{name}-{i}", i is 0 or 39 ? $"{name}00127" : ""))
        );
        var id = (await (await app.Office().UploadAsync(file, $"kind=organizations&{query}")).JsonAsync()).Id();

        await app.RunImportsUntilAsync(32, TestContext.Current.CancellationToken);
        await app.RunImportsAsync(TestContext.Current.CancellationToken);

        var end = await app.Office().EndOfAsync(id);
        end.AssertRows(created: 40);
        var pair = Assert.Single(await app.Office().DuplicatesAsync(end))!;
        Assert.Equal(
            (41, $"{name}-39", $"{name}-0", candidateLine),
            (
                pair["line"]!.GetValue<int>(),
                pair["organization"]!.GetValue<string>(),
                pair["candidateOrganization"]!.GetValue<string>(),
                (int?)pair["candidateLine"]
            )
        );
    }

    [Theory]
    [InlineData("dryRun=true", 0)]
    [InlineData("", 1)]
    public async Task Circles_are_found_over_any_distance_and_through_the_register(string query, int written)
    {
        var name = $"circle{written}";
        (await ImportAsync(ImportCalls.Organizations("parent", ($"{name}-x", $"{name}-y"), ($"{name}-y", "")))).AssertRows(created: 2);
        var filler = 0;
        var rows = new[]
        {
            ("a", "b"),
            ("grandchild", "child"),
            ("b", "c"),
            ("y", "z"),
            ("child", "a"),
            ("below", "y"),
            ("c", "a"),
            ("z", "x"),
        }
            .SelectMany(row =>
                Enumerable.Range(0, 20).Select(_ => ($"{name}-free-{filler++}", "")).Append(($"{name}-{row.Item1}", $"{name}-{row.Item2}"))
            )
            .ToList();

        var import = await ImportAsync(ImportCalls.Organizations("parent", rows), query);

        import.AssertRows(created: 161, rejected: 7); // what stands below y, which stays where it was, is taken
        Assert.Equal(
            [
                $"{OrganizationParents.Circle},{name}-a",
                $"{OrganizationParents.Circle},{name}-b",
                $"{OrganizationParents.Circle},{name}-c",
                $"{OrganizationParents.Circle},{name}-x",
                $"{OrganizationParents.Circle},{name}-z",
                $"{SiteChecks.NoOrganization},{name}-a",
                $"{SiteChecks.NoOrganization},{name}-child",
            ],
            (await app.Office().FindingsAsync(import))
                .Select(line => line[(line.IndexOf("parent,", StringComparison.Ordinal) + 7)..])
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(written == 1 ? 163 : 2, (await ParentsAsync(name)).Count);
    }

    [Fact]
    public async Task A_file_is_read_few_times_however_deep_its_chains_are()
    {
        const int Many = 25_000;
        var (order, reads) = (new ParentsFirst(), 0);
        var raw = Enumerable.Range(1, Many).Select(line => new RawRow(line, [], RawRow.None, RawRow.None)).ToList();
        foreach (var row in raw)
        {
            order.Learn(row.Line, row.Line == 5 ? null : Named(row.Line, row.Line == Many ? null : $"o-{row.Line + 1}"));
        }

        var lines = await order
            .ReadAsync(_ => Read(), TestContext.Current.CancellationToken)
            .Select(row => row.Line)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(5, lines[^1]);
        Assert.Equal(Enumerable.Range(1, Many), lines.Order());
        var places = lines.Index().ToDictionary(line => line.Item, line => line.Index);
        Assert.All(
            Enumerable.Range(1, Many - 1).Except([4, 5]),
            line => Assert.True(places[line] > places[line + 1], $"{line} comes before what it is part of.")
        );
        Assert.InRange(reads, 1, 6);

        IAsyncEnumerable<RawRow> Read()
        {
            reads++;
            return raw.ToAsyncEnumerable();
        }
    }

    private static OrganizationRow Named(int line, string? parent) =>
        new(
            line,
            $"o-{line}",
            OrganizationKind.NgoProvider,
            new GivenName(new LocalizedText("o", "o", "o"), []),
            new(false, []),
            new(false, []),
            new(true, parent),
            new(false, null),
            new(false, null),
            new(false, null),
            new(false, []),
            new(false, []),
            new(false, false),
            new(false, null)
        );

    private async Task<JsonNode> ImportAsync(string file, string query = "")
    {
        var response = await app.Office().UploadAsync(file, $"kind=organizations&{query}");
        await app.RunImportsAsync(TestContext.Current.CancellationToken);
        return await app.Office().EndOfAsync((await response.JsonAsync()).Id());
    }

    private async Task<Dictionary<string, string>> ParentsAsync(string name)
    {
        await using var db = app.OpenDatabase();
        return await db.Organizations.Where(o => o.Code.StartsWith(name + "-")).ToDictionaryAsync(o => o.Code, o => o.ParentCode ?? "");
    }
}
