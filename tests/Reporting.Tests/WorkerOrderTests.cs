using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Facts;
using Xunit;

namespace SocialServices.Reporting.Tests;

public sealed class WorkerOrderTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 3, 1)]
    public async Task The_newest_facts_count_in_every_order(params int[] order)
    {
        var worker = await HandleAllAsync(order);

        var fact = (await app.FactAsync("workers", "worker_id", worker))!;
        Assert.Equal(
            ("yenme", "manager", "TM-M", false),
            ((string?)fact["organization"], (string?)fact["role"], (string?)fact["place"], (bool)fact["active"]!)
        );
    }

    [Theory]
    [InlineData(1, 2, 4)]
    [InlineData(4, 2, 1)]
    [InlineData(2, 4, 1)]
    public async Task A_deleted_worker_stays_forgotten_in_every_order(params int[] order)
    {
        var worker = await HandleAllAsync(order);

        Assert.True((bool)(await app.FactAsync("workers", "worker_id", worker))!["deleted"]!);
    }

    private async Task<Guid> HandleAllAsync(int[] order)
    {
        var worker = Guid.CreateVersion7();
        foreach (var position in order)
        {
            await HandleAsync(worker, position);
        }

        return worker;
    }

    private async Task HandleAsync(Guid worker, int position)
    {
        var (id, at, person) = (Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, new Demographics("female", "25-44", null, "TM-S-01"));
        await using var scope = app.Services.CreateAsyncScope();
        await (
            position switch
            {
                1 => Handler<WorkerRegisteredHandler>()
                    .HandleAsync(
                        new WorkerRegistered(worker, "nrcs", "specialist", person) { EventId = id, OccurredAt = at },
                        position,
                        default
                    ),
                2 => Handler<WorkerChangedHandler>()
                    .HandleAsync(
                        new WorkerChanged(worker, "nrcs", "manager", true, person) { EventId = id, OccurredAt = at },
                        position,
                        default
                    ),
                3 => Handler<WorkerChangedHandler>()
                    .HandleAsync(
                        new WorkerChanged(worker, "yenme", "manager", false, person with { Place = "TM-M" })
                        {
                            EventId = id,
                            OccurredAt = at,
                        },
                        position,
                        default
                    ),
                _ => Handler<WorkerDeletedHandler>()
                    .HandleAsync(new WorkerDeleted(worker) { EventId = id, OccurredAt = at }, position, default),
            }
        );

        THandler Handler<THandler>()
            where THandler : notnull => scope.ServiceProvider.GetRequiredService<THandler>();
    }
}
