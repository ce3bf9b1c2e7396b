using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Telemetry;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests.Trust;

/// <summary>What speaks against the data, as API and as metrics.</summary>
public sealed class TrustTests
{
    [Fact]
    public async Task Unknown_codes_and_missing_values_are_told_by_name_and_measured()
    {
        await using var app = ReportingApp.ThatIsTold();
        app.Settings["Trust:Every"] = "00:00:00.200";
        await app.InitializeAsync();
        var programme = Programme.Tell(0);
        programme.Add(
            "referrals",
            DateTimeOffset.UtcNow,
            new CaseOpened(
                Guid.CreateVersion7(),
                "nobody-knows-it",
                Programme.Person("unknown", "25-44", null, "TM-S"),
                Guid.CreateVersion7()
            )
        );
        await app.HearAsync(programme.Events);
        using var metrics = new Metrics();

        var trust = await (await app.Office().GetAsync("/api/v1/reporting/trust")).JsonAsync();

        Assert.Contains(trust["quality"]!["unknownCodes"]!.AsArray(), code => (string?)code is "organization nobody-knows-it");
        Assert.Equal(100, (int)trust["quality"]!["unknown"]!["cases.sex"]!);
        await Eventually.TrueAsync(() => Task.FromResult(metrics.Have("socialservices.reporting.data.missing", 100, "cases.sex")));
        await Eventually.TrueAsync(() => Task.FromResult(metrics.Have("socialservices.reporting.data.unknown_codes", 1)));
        Assert.True(metrics.Have("socialservices.reporting.data.outliers", 0));
    }

    /// <summary>What the gauges of this process tell; those of services of other tests, which may have ended, too.</summary>
    private sealed class Metrics : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentDictionary<(string Name, int Value, string? Tag), bool> told = [];

        public Metrics()
        {
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter == SocialServicesTelemetry.Meter)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<int>(
                (instrument, value, tags, _) => told[(instrument.Name, value, tags.Length == 0 ? null : (string?)tags[0].Value)] = true
            );
            listener.Start();
        }

        public bool Have(string name, int value, string? tag = null)
        {
            listener.RecordObservableInstruments();
            return told.ContainsKey((name, value, tag));
        }

        public void Dispose() => listener.Dispose();
    }
}
