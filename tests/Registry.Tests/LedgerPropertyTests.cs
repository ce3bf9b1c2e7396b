using System.Net;
using Grpc.Core;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>Random sequences of calls from several callers at once, while holds run out and capacities change.</summary>
public sealed class LedgerPropertyTests(BusyRegistryApp app) : IClassFixture<BusyRegistryApp>
{
    private const int Callers = 8;
    private const int CallsEach = 60;

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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_happens_at_once_the_ledger_adds_up_and_is_never_overbooked(int seed)
    {
        var ledger = new LedgerCalls(app);
        var sites = new[] { await app.SiteAsync(2), await app.SiteAsync(5), await app.SiteAsync(0) };
        var keys = Enumerable.Range(0, 25).Select(_ => LedgerCalls.NewKey()).ToArray();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(new Random((seed * 1000) + caller))));

        foreach (var site in sites)
        {
            await ledger.AssertAddsUpAsync(site);
        }

        Assert.DoesNotContain(
            app.Logs.Errors,
            line => line.Contains("Ledger", StringComparison.Ordinal) || line.Contains("Grpc", StringComparison.Ordinal)
        );

        async Task CallAsync(Random random)
        {
            for (var i = 0; i < CallsEach; i++)
            {
                var (key, site) = (keys[random.Next(keys.Length)], sites[random.Next(sites.Length)]);
                switch (random.Next(10))
                {
                    case < 5:
                        Assert.Contains(
                            await LedgerCalls.StatusAsync(() => ledger.ReserveAsync(key, site, TimeSpan.FromMinutes(random.Next(5, 60)))),
                            Expected
                        );
                        break;
                    case < 7:
                        Assert.Contains(await LedgerCalls.StatusAsync(() => ledger.ConfirmAsync(key)), Expected);
                        break;
                    case 7:
                        Assert.Contains(await LedgerCalls.StatusAsync(() => ledger.ReleaseAsync(key)), Expected);
                        break;
                    case 8:
                        await ResizeAsync(site, random.Next(0, 8));
                        break;
                    default:
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
}
