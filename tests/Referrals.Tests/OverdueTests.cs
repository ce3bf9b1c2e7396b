using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialServices.Referrals.Referrals;
using Xunit;

namespace SocialServices.Referrals.Tests;

public sealed class OverdueTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task Who_waits_beyond_the_deadline_is_overdue_in_list_record_and_metrics_and_closed_ones_never_are()
    {
        var waiting = await app.ARequestedReferralAsync(priority: "emergency");
        var inTime = await app.ARequestedReferralAsync(priority: "normal");
        var closed = await app.ARequestedReferralAsync(priority: "emergency");
        await app.Receiver.MovedAsync(closed, "reject");

        app.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal([waiting], await IdsAsync("overdue=true"));
        Assert.Equal([inTime, closed], await IdsAsync("overdue=false"));
        Assert.True((bool)(await app.Receiver.ReadAsync($"/referrals/{waiting}"))["referral"]!["overdue"]!);
        Assert.False((bool)(await app.Receiver.ReadAsync($"/referrals/{closed}"))["referral"]!["overdue"]!);

        await app
            .Service.Services.GetServices<IHostedService>()
            .OfType<ReferralGauges>()
            .Single()
            .CountAsync(TestContext.Current.CancellationToken);
        var measured = Measure();
        Assert.Contains(("socialservices.referrals.overdue", "", 1), measured);
        Assert.Contains(("socialservices.referrals.open", "requested", 2), measured);
        Assert.Contains(("socialservices.referrals.open", "on-hold", 0), measured);
    }

    private static List<(string Instrument, string Status, long Value)> Measure()
    {
        var measured = new List<(string, string, long)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name.StartsWith("socialservices.referrals.", StringComparison.Ordinal))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => measured.Add((instrument.Name, tags.Length > 0 ? (string)tags[0].Value! : "", value))
        );
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private async Task<IEnumerable<Guid>> IdsAsync(string query) =>
        (await app.Requester.ReadAsync($"/referrals?{query}"))["items"]!.AsArray().Select(item => (Guid)item!["id"]!);
}
