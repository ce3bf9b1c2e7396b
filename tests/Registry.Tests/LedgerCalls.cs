using System.Data;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites.Ledger;
using Xunit;
using CapacityClient = SocialServices.Contracts.Registry.V1.CapacityLedger.CapacityLedgerClient;
using Reservation = SocialServices.Contracts.Registry.V1.CapacityReservation;

namespace SocialServices.Registry.Tests;

/// <summary>The ledger as the referrals service calls it, and as it must look afterwards.</summary>
internal sealed class LedgerCalls(RegistryApp app)
{
    private readonly CapacityClient client = new(app.Grpc("registry.capacity"));

    public static string NewKey() => Guid.NewGuid().ToString();

    public async Task<Reservation> ReserveAsync(string key, Guid site, TimeSpan? lasting = null) =>
        await client.ReserveAsync(
            new ReserveCapacityRequest
            {
                ReservationKey = key,
                SiteId = site.ToString(),
                ExpiresAt = (app.Clock.GetUtcNow() + (lasting ?? TimeSpan.FromHours(1))).ToTimestamp(),
            }
        );

    public async Task<Reservation> ConfirmAsync(string key) =>
        await client.ConfirmAsync(new ConfirmCapacityRequest { ReservationKey = key });

    public async Task<Reservation> ReleaseAsync(string key) =>
        await client.ReleaseAsync(new ReleaseCapacityRequest { ReservationKey = key });

    public static async Task<StatusCode> RefusalAsync(Func<Task<Reservation>> callAsync) =>
        (await Assert.ThrowsAsync<RpcException>(callAsync)).StatusCode;

    /// <summary>OK, or why not.</summary>
    public static async Task<StatusCode> StatusAsync(Func<Task<Reservation>> callAsync)
    {
        try
        {
            await callAsync();
            return StatusCode.OK;
        }
        catch (RpcException refusal)
        {
            return refusal.StatusCode;
        }
    }

    /// <summary>total/held/taken of a site.</summary>
    public async Task<string> NumbersAsync(Guid site)
    {
        await using var db = app.OpenDatabase();
        return await db.Sites.Where(s => s.Id == site).Select(s => s.Total + "/" + s.Held + "/" + s.Taken).SingleAsync();
    }

    /// <summary>What must hold whatever happened: entries add up to the numbers, at no time were there more people than capacity.</summary>
    public async Task AssertAddsUpAsync(Guid id)
    {
        await using var db = app.OpenDatabase();
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead); // holds may run out meanwhile
        var site = await db.Sites.SingleAsync(s => s.Id == id);
        var (total, held, taken) = (0, 0, 0);
        foreach (var entry in await db.Ledger.Where(e => e.SiteId == id).OrderBy(e => e.Id).ToListAsync())
        {
            (total, held, taken) = (total + entry.DeltaTotal, held + entry.DeltaHeld, taken + entry.DeltaTaken);
            Assert.True(held >= 0 && taken >= 0 && held + taken <= total, $"After entry {entry.Id}: {total}/{held}/{taken}");
        }

        Assert.Equal((site.Total, site.Held, site.Taken), (total, held, taken));
        Assert.Equal(site.Held, await db.Reservations.CountAsync(r => r.SiteId == id && r.State == ReservationState.Held));
        Assert.Equal(site.Taken, await db.Reservations.CountAsync(r => r.SiteId == id && r.State == ReservationState.Taken));
        await AssertToldAsync(db, id, $"{total}/{held}/{taken}");
    }

    private static async Task AssertToldAsync(RegistryDb db, Guid id, string numbers)
    {
        var told = await db
            .Database.SqlQuery<string>(
                $"""
                select (data->>'total') || '/' || (data->>'held') || '/' || (data->>'taken') as "Value" from outbox
                where type = 'registry.capacity-changed.v1' and data->>'siteId' = {id.ToString()} order by sequence desc limit 1
                """
            )
            .SingleOrDefaultAsync();
        Assert.True(told is null || told == numbers, $"Told last: {told}; is {numbers}");
    }
}
