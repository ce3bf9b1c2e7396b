using System.Net;
using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests.Audit;

public sealed class ReadAuditTests : IAsyncLifetime
{
    private const string Path = "/sample/audit";

    private readonly ActingPerson worker = new(Guid.CreateVersion7());
    private TestDatabase database = null!;
    private SampleApp sample = null!;
    private HttpClient auditor = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        sample = await SampleApp.StartAsync(database, map: app => app.MapAudit("/sample", Scopes.RegistryRead));
        auditor = sample.Client(Scopes.AuditRead, "auditor");
    }

    public async ValueTask DisposeAsync()
    {
        auditor.Dispose();
        await sample.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task An_auditor_finds_by_person_client_record_outcome_and_time()
    {
        var begun = DateTimeOffset.UtcNow;
        var by = await NoteAsync("by the worker", "cases", worker);
        var other = await NoteAsync("by another client", "office");

        Assert.Equal([by], await FoundAsync($"person={worker.Worker}"));
        Assert.Equal([other], await FoundAsync("client=office"));
        Assert.Equal([by], await FoundAsync($"record={by}"));
        Assert.Equal([by], await FoundAsync($"record={by}&recordKind=note&client=cases"));
        Assert.Empty(await FoundAsync($"record={by}&recordKind=case"));
        Assert.Equal([other, by], await FoundAsync($"recordKind=note&outcome=done&from={begun.AddSeconds(-1):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Empty(await FoundAsync($"recordKind=note&until={begun.AddSeconds(-1):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Empty(await FoundAsync("recordKind=note&outcome=forbidden"));
    }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_entry_once_each()
    {
        var ids = new List<string>();
        foreach (var i in Enumerable.Range(0, 5))
        {
            ids.Add(await NoteAsync($"page {i}", "pages"));
        }

        var (seen, entries, after) = (new List<string>(), new List<Guid>(), "");
        do
        {
            var page = await GetAsync($"client=pages&limit=2{after}");
            seen.AddRange(page["items"]!.AsArray().Select(entry => (string)entry!["recordIds"]![0]!));
            entries.AddRange(page["items"]!.AsArray().Select(entry => (Guid)entry!["id"]!));
            after = page["after"] is { } next ? $"&after={next}" : "";
        } while (after.Length > 0);

        Assert.Equal(ids.Order(), seen.Order());
        Assert.Equal(entries.OrderDescending(), entries);
    }

    [Fact]
    public async Task Reading_the_log_is_in_the_log()
    {
        await NoteAsync("seen by the auditor", "cases");
        var shown = (string)(await GetAsync("client=cases"))["items"]![0]!["id"]!;

        var read = (await GetAsync("client=auditor"))["items"]![0]!;

        Assert.Equal(("list audit entries", "client cases"), ((string)read["action"]!, (string)read["detail"]!));
        Assert.Equal(shown, (string)read["recordIds"]![0]!);
    }

    [Fact]
    public async Task An_entry_tells_its_place_in_the_chain()
    {
        await NoteAsync("chained", "cases");

        var sequence = await Eventually.GetAsync(
            async () => (long?)(await GetAsync("client=cases"))["items"]![0]!["sequence"],
            sequence => sequence is not null
        );

        Assert.Equal(1, sequence);
    }

    [Fact]
    public async Task A_client_lists_what_any_client_did_in_the_name_of_the_worker_it_acts_for()
    {
        var own = await NoteAsync("own", "cases", worker);
        var elsewhere = await NoteAsync("elsewhere", "another-client", worker);
        await NoteAsync("of a colleague", "cases", new ActingPerson(Guid.CreateVersion7()));
        await NoteAsync("of the system", "cases");
        using var client = sample.Client(Scopes.RegistryRead, "cases", person: worker);

        var listed = await (await client.GetAsync($"{Path}/own")).JsonAsync();

        Assert.Equal([elsewhere, own], listed["items"]!.AsArray().Select(entry => (string)entry!["recordIds"]![0]!));
    }

    [Fact]
    public async Task Nobody_else_reads_it()
    {
        using var reader = sample.Client(Scopes.RegistryRead);
        using var system = sample.Client(Scopes.RegistryRead);
        using var anonymous = sample.Client(null);

        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(Path)).StatusCode);
        var own = await system.GetAsync($"{Path}/own");
        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        Assert.EndsWith("person-required", (string)(await own.JsonAsync())["type"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(Path)).StatusCode);
    }

    [Theory]
    [InlineData("persona=1", "persona", 400)]
    [InlineData("person=aman", "person", 400)]
    [InlineData("limit=0", "limit", 400)]
    [InlineData("limit=201", "limit", 400)]
    [InlineData("after=bm9uc2Vuc2U", "after", 422)]
    [InlineData("from=10.11.2022", "from", 422)]
    [InlineData("until=2021-11-24", "until", 422)]
    [InlineData("outcome=fine", "outcome", 422)]
    [InlineData("client=", "client", 422)]
    public async Task A_question_that_makes_no_sense_is_refused_by_name(string query, string field, int status)
    {
        var refused = await auditor.GetAsync($"{Path}?{query}");

        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Equal([field], await refused.FieldsAsync(), StringComparer.OrdinalIgnoreCase);
    }

    private async Task<string> NoteAsync(string title, string clientId, ActingPerson? person = null)
    {
        using var client = sample.Client(clientId: clientId, person: person);
        return (string)(await (await client.CreateAsync("/notes", new { title, text = "t" })).JsonAsync())["id"]!;
    }

    private async Task<JsonNode> GetAsync(string query) => await (await auditor.GetAsync($"{Path}?{query}")).JsonAsync();

    private async Task<IEnumerable<string>> FoundAsync(string query) =>
        (await GetAsync(query))["items"]!.AsArray().Select(entry => (string)entry!["recordIds"]![0]!);
}
