using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>Any sequences of calls from several callers at once, while holds run out and capacities change.</summary>
public sealed class LedgerPropertyTests(BusyRegistryApp app) : IClassFixture<BusyRegistryApp>
{
    private const int Callers = 8;
    private const int CallsEach = 60;
    private const int Keys = 25;

    private static readonly StatusCode[] Expected =
    [
        StatusCode.OK,
        StatusCode.ResourceExhausted,
        StatusCode.FailedPrecondition,
        StatusCode.NotFound,
        StatusCode.AlreadyExists,
        StatusCode.InvalidArgument, // the clock was moved past the end of the hold while the call was on its way
    ];

    private static readonly HttpStatusCode[] ExpectedOfResizing =
    [
        HttpStatusCode.OK,
        HttpStatusCode.Conflict,
        HttpStatusCode.PreconditionFailed,
    ];

    [Fact]
    public Task Whatever_happens_at_once_the_ledger_adds_up_and_is_never_overbooked() =>
        Properties.CheckAsync(4, Prop.ForAll(Properties.Callers(Calls().ArrayOf(CallsEach), Callers), AddsUpAsync));

    private async Task AddsUpAsync(Call[][] callers)
    {
        var (ledger, errorsBefore) = (new LedgerCalls(app), app.Logs.Errors.Count);
        var sites = new[] { await app.SiteAsync(2), await app.SiteAsync(5), await app.SiteAsync(0) };
        var keys = Enumerable.Range(0, Keys).Select(_ => LedgerCalls.NewKey()).ToArray();

        await Task.WhenAll(callers.Select(CallAsync));

        foreach (var site in sites)
        {
            await ledger.AssertAddsUpAsync(site);
        }

        Assert.DoesNotContain(
            app.Logs.Errors.Skip(errorsBefore),
            line => line.Contains("Ledger", StringComparison.Ordinal) || line.Contains("Grpc", StringComparison.Ordinal)
        );

        async Task CallAsync(Call[] calls)
        {
            foreach (var call in calls)
            {
                var (key, site) = (keys[call.Key], sites[call.Site]);
                switch (call.What)
                {
                    case What.Reserve:
                        Assert.Contains(
                            await LedgerCalls.StatusAsync(() => ledger.ReserveAsync(key, site, TimeSpan.FromMinutes(call.Minutes))),
                            Expected
                        );
                        break;
                    case What.Confirm:
                        Assert.Contains(await LedgerCalls.StatusAsync(() => ledger.ConfirmAsync(key)), Expected);
                        break;
                    case What.Release:
                        Assert.Contains(await LedgerCalls.StatusAsync(() => ledger.ReleaseAsync(key)), Expected);
                        break;
                    case What.Resize:
                        await ResizeAsync(site, call.Total);
                        break;
                    case What.Wait:
                        app.Clock.Advance(TimeSpan.FromMinutes(3));
                        break;
                }
            }
        }

        async Task ResizeAsync(Guid site, int total)
        {
            var office = app.Office();
            var tag = (await office.GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag;
            Assert.Contains(
                (await office.PutAsync($"{RegistryApp.Sites}/{site}/capacity", new { total }, tag)).StatusCode,
                ExpectedOfResizing
            );
        }
    }

    private static Gen<Call> Calls() =>
        from what in Gen.Frequency(
            (5, Gen.Constant(What.Reserve)),
            (2, Gen.Constant(What.Confirm)),
            (1, Gen.Constant(What.Release)),
            (1, Gen.Constant(What.Resize)),
            (1, Gen.Constant(What.Wait))
        )
        from key in Gen.Choose(0, Keys - 1)
        from site in Gen.Choose(0, 2)
        from minutes in Gen.Choose(5, 59)
        from total in Gen.Choose(0, 7)
        select new Call(what, key, site, minutes, total);

    private enum What
    {
        Reserve,
        Confirm,
        Release,
        Resize,
        Wait,
    }

    private sealed record Call(What What, int Key, int Site, int Minutes, int Total);
}
