using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Records that are ignored or of no use are counted once, wherever an import was broken off.</summary>
public sealed class HsdsResumeTests(IdleWorkerApp app) : IClassFixture<IdleWorkerApp>
{
    private const int Records = 60;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ignored_records_are_counted_once(bool dryRun)
    {
        var services = Enumerable.Range(0, Records).Select(i => Service($"resumed-{dryRun.ToString().ToLowerInvariant()}-{i % 2}"));
        var import = await UploadAsync($"[{string.Join(',', services)}]", $"kind=organizations&dryRun={dryRun}");

        await app.RunImportsUntilAsync(Records / 2, TestContext.Current.CancellationToken);
        await app.RunImportsAsync(TestContext.Current.CancellationToken);

        (await app.Office().EndOfAsync(import)).AssertRows(created: 2, ignored: Records - 2);
    }

    [Fact]
    public async Task A_file_of_no_use_is_refused_by_whoever_goes_on_with_it()
    {
        var import = await UploadAsync($"[{string.Join(',', Enumerable.Range(0, Records).Select(i => $$"""{"name":"s{{i}}"}"""))}]", "");

        await app.RunImportsUntilAsync(Records / 2, TestContext.Current.CancellationToken);
        await app.RunImportsAsync(TestContext.Current.CancellationToken);

        var end = await app.Office().EndOfAsync(import);
        Assert.Equal(("failed", Records), (end["state"]!.GetValue<string>(), end["rows"]!["rejected"]!.GetValue<int>()));
        Assert.Equal(Records, (await app.Office().FindingsAsync(end)).Length);
    }

    private async Task<Guid> UploadAsync(string file, string query) =>
        (await (await app.Office().UploadAsync(file, query, "application/json")).JsonAsync()).Id();

    private static string Service(string code) =>
        $$$"""{"name":"s","organization":{"name":"{{{code}}}","organization_identifiers":[{"identifier_type":"register-code","identifier":"{{{code}}}"}],"attributes":[{"link_type":"kind","value":"donor"}]} }""";
}
