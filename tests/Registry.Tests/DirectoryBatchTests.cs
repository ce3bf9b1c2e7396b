using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry.V1;
using Xunit;
using DirectoryClient = SocialServices.Contracts.Registry.V1.Directory.DirectoryClient;

namespace SocialServices.Registry.Tests;

/// <summary>Several workers or organizations in one call.</summary>
public sealed class DirectoryBatchTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly DirectoryClient directory = new(app.Grpc("registry.read"));

    [Fact]
    public async Task Workers_are_answered_once_in_the_order_asked_and_unknown_ones_are_left_out()
    {
        var (first, second) = ((await app.WorkerAsync("nrcs")).ToString(), (await app.WorkerAsync("yenme")).ToString());
        var unknown = Guid.CreateVersion7().ToString();

        var answer = await directory.GetWorkersAsync(new GetWorkersRequest { WorkerIds = { second, unknown, first, second } });

        Assert.Equal([(second, "yenme"), (first, "nrcs")], answer.Workers.Select(w => (w.WorkerId, w.Organization)));
        Assert.Equal(await directory.GetWorkerAsync(new GetWorkerRequest { WorkerId = first }), answer.Workers[1]);
    }

    [Fact]
    public async Task Each_worker_that_is_read_is_audited_and_no_other()
    {
        var (seen, unseen) = (await app.WorkerAsync("nrcs"), await app.WorkerAsync("yenme"));
        var client = new DirectoryClient(app.Grpc("registry.read", "nrcs"));

        var answer = await client.GetWorkersAsync(new GetWorkersRequest { WorkerIds = { seen.ToString(), unseen.ToString() } });

        Assert.Equal(seen.ToString(), Assert.Single(answer.Workers).WorkerId); // a stranger's worker does not exist
        Assert.Equal(1, await ReadsAsync(seen));
        Assert.Equal(0, await ReadsAsync(unseen));
    }

    [Fact]
    public async Task Organizations_are_answered_in_the_order_asked_by_their_exact_code()
    {
        var answer = await directory.GetOrganizationsAsync(
            new GetOrganizationsRequest { Codes = { "yenme", "NRCS", "nobody", "nrcs", "yenme" } }
        );

        Assert.Equal(["yenme", "nrcs"], answer.Organizations.Select(o => o.Code));
        Assert.Equal("ngo-provider", answer.Organizations[1].Kind);
    }

    [Fact]
    public async Task Nothing_asked_is_nothing_answered()
    {
        Assert.Empty((await directory.GetWorkersAsync(new GetWorkersRequest())).Workers);
        Assert.Empty((await directory.GetOrganizationsAsync(new GetOrganizationsRequest())).Organizations);
    }

    [Fact]
    public async Task At_most_1000_are_asked_for_at_once_and_what_is_malformed_is_named()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => Guid.CreateVersion7().ToString()).ToList();
        var codes = Enumerable.Range(0, 1000).Select(i => $"code-{i}").ToList();
        Assert.Empty((await directory.GetWorkersAsync(new GetWorkersRequest { WorkerIds = { ids } })).Workers);
        Assert.Empty((await directory.GetOrganizationsAsync(new GetOrganizationsRequest { Codes = { codes } })).Organizations);

        Assert.Contains("worker_ids", await RefusalAsync(() => directory.GetWorkersAsync(new() { WorkerIds = { ids.Append(ids[0]) } })));
        Assert.Contains("codes", await RefusalAsync(() => directory.GetOrganizationsAsync(new() { Codes = { codes.Append("one-more") } })));
        Assert.Contains("worker_ids[1]", await RefusalAsync(() => directory.GetWorkersAsync(new() { WorkerIds = { ids[0], "7" } })));
        Assert.Contains("codes[0]", await RefusalAsync(() => directory.GetOrganizationsAsync(new() { Codes = { "a\0b" } })));
    }

    private static async Task<string> RefusalAsync<T>(Func<AsyncUnaryCall<T>> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await call());
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        return refused.Status.Detail;
    }

    private async Task<int> ReadsAsync(Guid worker)
    {
        await using var db = app.OpenDatabase();
        return await db
            .Database.SqlQuery<int>(
                $"select count(*)::int as \"Value\" from audit_entries where action = 'read worker demographics' and outcome = 'done' and record_ids @> {new[] { worker.ToString() }}"
            )
            .SingleAsync();
    }
}
