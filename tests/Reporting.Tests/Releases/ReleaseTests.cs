using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Releases;
using SocialServices.Reporting.Tests.Indicators;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests.Releases;

/// <summary>Frozen figures: made when due, proven, numbered, hashed, revised, compared, explained.</summary>
public sealed class ReleaseTests(ReleasedProgramme programme) : IClassFixture<ReleasedProgramme>
{
    private const string Root = ReleasedProgramme.Root;

    private static readonly object PlaceAndSex = new { indicator = "cases-opened", by = new[] { "place", "sex" } };

    [Fact]
    public async Task A_release_is_published_with_its_proof()
    {
        var release = await programme.YearAsync();

        Assert.True(release.Status is ReleaseStatus.Published, release.RefusedBecause);
        Assert.True(release.Certificate!.SmallestInterval >= 5, release.Certificate.ToString());
        Assert.True(release.Certificate.Attackers > 1); // organizations too
        Assert.Equal(0, release.Certificate.Coarsened);
        Assert.InRange(release.Tables!.Count, 30, 80);
    }

    [Fact]
    public async Task Shown_numbers_are_what_the_events_tell_and_no_small_number_is_shown()
    {
        var release = await programme.YearAsync();
        var books = new Bookkeeper(programme.Programme.Facts);
        var (shown, small) = (0, 0);
        foreach (var code in release.Tables!.Where(code => code.StartsWith("cases-opened-by", StringComparison.Ordinal)))
        {
            var table = await programme.TableAsync(release, code);
            var units = books.UnitsOf("cases-opened").ToList();
            foreach (var cell in table.Cells.Where(cell => !cell.At.Any(at => at is "children" or "adults" || at.Contains("unknown"))))
            {
                var expected = units.Count(unit =>
                    cell.At.Select(
                            (at, i) =>
                                at is "total"
                                || unit.By(table.By[i]) == at
                                || (table.By[i] is "place" && unit.Place!.StartsWith(at, StringComparison.Ordinal))
                        )
                        .All(fits => fits)
                );
                shown += cell.Status is CellStatus.Shown ? 1 : 0;
                small += expected is > 0 and < 5 ? 1 : 0;
                Assert.True(
                    cell.Value is null || cell.Value == expected,
                    $"{code} {string.Join(',', cell.At)}: {cell.Value}, not {expected}"
                );
                Assert.False(expected is > 0 and < 5 && cell.Status is CellStatus.Shown, $"{code} {string.Join(',', cell.At)}");
            }
        }

        Assert.True(shown > 20 && small > 0, $"{shown} shown, {small} small");
    }

    [Fact]
    public async Task The_hash_is_of_the_content_to_the_byte_and_the_content_cannot_be_changed()
    {
        var release = await programme.YearAsync();
        var content = await programme.Outside.GetByteArrayAsync($"{Root}/releases/{release.Number}/content?revision={release.Revision}");

        Assert.Equal(release.Hash, Convert.ToHexStringLower(SHA256.HashData(content)));
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            programme.App.ExecuteAsync($"update releases set content = 'x' where number = {release.Number}")
        );
        Assert.Contains("frozen", refusal.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_events_give_the_same_figures()
    {
        var first = await programme.PublishAsync("2021-Q1", PlaceAndSex);
        var second = await programme.PublishAsync("2021-Q1", PlaceAndSex);

        Assert.Equal(
            JsonSerializer.Serialize((await programme.TableAsync(first, first.Tables![0])).Cells, Json.Options),
            JsonSerializer.Serialize((await programme.TableAsync(second, second.Tables![0])).Cells, Json.Options)
        );
    }

    [Fact]
    public async Task A_revision_has_a_reason_and_both_versions_stay()
    {
        var table = new { indicator = "cases-closed", by = new[] { "sex" } };
        for (var i = 0; i < 20; i++)
        {
            await programme.App.HearAsync(LateClosure());
        }

        var first = await programme.PublishAsync("2020-Q4", table);
        for (var i = 0; i < 7; i++)
        {
            await programme.App.HearAsync(LateClosure());
        }

        var answer = await programme.Office.CreateAsync(
            $"{Root}/releases/{first.Number}/revisions",
            new { reason = "Closures came late." }
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var second = await programme.EndAsync(first.Number, 2);

        Assert.Equal(("Closures came late.", ReleaseStatus.Published), (second.Reason, second.Status));
        Assert.NotEqual(first.Hash, second.Hash);
        var before = (await programme.TableAsync(first, first.Tables![0])).Cells[0];
        var after = (await programme.TableAsync(second, second.Tables![0])).Cells[0];
        Assert.Equal(before.Value + 7, after.Value);
        var comparison = await ReleasedProgramme.JsonAsync(
            programme.Outside,
            $"{Root}/releases/{first.Number}/comparison?revision=2&with={first.Number}&withRevision=1"
        );
        Assert.Equal(7, (int)comparison["tables"]![0]!["cells"]![0]!["change"]!);
        Assert.Contains($"{first.Number}.1", second.Certificate!.Earlier);

        StoryEvent[] LateClosure()
        {
            var (caseId, at) = (Guid.CreateVersion7(), new DateTimeOffset(2020, 11, 1, 0, 0, 0, TimeSpan.Zero));
            var person = Programme.Person("female", "25-44", false, "TM-S");
            return
            [
                programme.Programme.Add("referrals", at, new CaseOpened(caseId, "mlspp", person, Guid.CreateVersion7(), "self")),
                programme.Programme.Add("referrals", at, new CaseClosed(caseId, "goals-met")),
            ];
        }
    }

    [Fact]
    public async Task A_number_is_explained_without_telling_how_large_a_hidden_one_is()
    {
        var release = await programme.YearAsync();
        var code = release.Tables!.First(table => table.StartsWith("people-assessed-by-place", StringComparison.Ordinal));

        var total = await ReleasedProgramme.JsonAsync(programme.Outside, $"{Root}/releases/{release.Number}/tables/{code}/explanation");

        Assert.Equal("people-assessed", (string?)total["indicator"]);
        Assert.Contains("entered in error do not count", (string?)total["rule"], StringComparison.Ordinal);
        Assert.NotNull(total["positions"]!["referrals"]);
        Assert.Equal("shown", (string?)total["cell"]!["status"]);
    }

    [Fact]
    public async Task A_release_that_is_planned_for_later_is_not_seen_before()
    {
        var answer = await programme.Office.CreateAsync(
            $"{Root}/releases",
            new
            {
                period = "2021-Q2",
                tables = new[] { new { indicator = "sites-operating", by = Array.Empty<string>() } },
                publishAt = DateTimeOffset.UtcNow.AddDays(2),
            }
        );
        var number = (int)(await answer.JsonAsync())["number"]!;

        await Eventually.GetAsync(
            () => ReleasedProgramme.ReadAsync<ReleaseView>(programme.Office, $"{Root}/releases/{number}"),
            view => view!.Status is ReleaseStatus.Certified
        );
        Assert.Equal(HttpStatusCode.NotFound, (await programme.Outside.GetAsync($"{Root}/releases/{number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await programme.Outside.GetAsync($"{Root}/releases/{number}/content")).StatusCode);
        Assert.DoesNotContain(
            (await ReleasedProgramme.JsonAsync(programme.Outside, $"{Root}/releases"))["items"]!.AsArray(),
            item => (int)item!["number"]! == number
        );
    }

    [Theory]
    [InlineData("""{ "period": "2021-Q5" }""", "period")]
    [InlineData("""{ "period": "2021-13" }""", "period")]
    [InlineData("""{ "period": "2022/2021" }""", "period")]
    [InlineData("""{ "period": "2099" }""", "period")]
    [InlineData("""{ "period": "2021", "cutOff": "2020-01-01T00:00:00Z" }""", "cutOff")]
    [InlineData("""{ "period": "2021", "tables": [{ "indicator": "happiness", "by": [] }] }""", "tables[0].indicator")]
    [InlineData("""{ "period": "2021", "tables": [{ "indicator": "cases-opened", "by": ["status"] }] }""", "tables[0].by")]
    [InlineData("""{ "period": "2021", "tables": [{ "indicator": "cases-opened", "by": ["sex", "sex"] }] }""", "tables[0].by")]
    [InlineData(
        """{ "period": "2021", "tables": [{ "indicator": "cases-opened", "by": ["sex", "place", "age-band", "disability"] }] }""",
        "tables[0].by"
    )]
    [InlineData("""{ "period": "2021", "tables": [{ "indicator": "cases-opened", "by": [], "every": "day" }] }""", "tables[0].every")]
    [InlineData(
        """{ "period": "2021", "tables": [{ "indicator": "hours-to-answer", "by": ["priority", "service-type"] }] }""",
        "tables[0].by"
    )]
    public async Task What_makes_no_sense_is_refused_by_name(string body, string field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/releases")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());

        var answer = await programme.Office.SendAsync(request);

        Assert.True((int)answer.StatusCode is 400 or 422, await answer.Content.ReadAsStringAsync());
        Assert.Contains(field, await answer.FieldsAsync(), StringComparer.OrdinalIgnoreCase);
    }
}
