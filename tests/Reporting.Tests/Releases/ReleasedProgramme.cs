using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests.Releases;

/// <summary>A programme that the service has heard of, and the steps with releases that many tests begin with.</summary>
public sealed class ReleasedProgramme : IAsyncLifetime
{
    internal const string Root = "/api/v1/reporting";
    private readonly SemaphoreSlim oneAtATime = new(1);
    private ReleaseView? year;

    internal ReportingApp App { get; } = ReportingApp.ThatIsTold();
    internal Programme Programme { get; } = Programme.Tell(150);
    internal HttpClient Office { get; private set; } = null!;
    internal HttpClient Outside { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        await App.HearAsync(Programme.Events);
        (Office, Outside) = (App.Office(), App.Client());
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Most of the standard tables, without the largest: proofs take long on a machine that does much else.</summary>
    private static IEnumerable<object> Tables =>
        StandardTables
            .All.Where(table => table.By.Count < 3 && table.Every is null)
            .Append(new TableRequest("cases-opened", ["place", "sex"]));

    /// <summary>A release of 2021, made once for all tests.</summary>
    internal async Task<ReleaseView> YearAsync()
    {
        await oneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return year ??= await PublishAsync("2021", [.. Tables]);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Plans a release and waits until it is published or refused.</summary>
    internal async Task<ReleaseView> PublishAsync(string period, params object[] tables)
    {
        var answer = await Office.CreateAsync($"{Root}/releases", tables.Length == 0 ? new { period } : new { period, tables });
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await EndAsync((int)(await answer.JsonAsync())["number"]!, 1);
    }

    internal async Task<ReleaseView> EndAsync(int number, int revision) =>
        (
            await Eventually.GetAsync(
                () => ReadAsync<ReleaseView>(Office, $"{Root}/releases/{number}?revision={revision}"),
                view => view!.Status is ReleaseStatus.Published or ReleaseStatus.Refused,
                within: TimeSpan.FromMinutes(5)
            )
        )!;

    internal async Task<ReleaseTable> TableAsync(ReleaseView release, string code) =>
        (await ReadAsync<ReleaseTable>(Outside, $"{Root}/releases/{release.Number}/tables/{code}?revision={release.Revision}"))!;

    internal static async Task<T?> ReadAsync<T>(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<T>(Json.Options, TestContext.Current.CancellationToken);
    }

    internal static async Task<JsonNode> JsonAsync(HttpClient client, string path) => await (await client.GetAsync(path)).JsonAsync();
}
