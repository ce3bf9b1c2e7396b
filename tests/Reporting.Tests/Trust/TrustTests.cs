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
        await Eventually.TrueAsync(() => Task.FromResult(metrics.Read("socialservices.reporting.data.missing", "cases.sex") == 100));
        await Eventually.TrueAsync(() => Task.FromResult(metrics.Read("socialservices.reporting.data.unknown_codes") == 1));
        Assert.NotNull(metrics.Read("socialservices.reporting.data.outliers"));
    }

    /// <summary>The newest values of the gauges of this process. Those of services that have ended stay at what they were: others of this suite.</summary>
    private sealed class Metrics : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentDictionary<(string, string?), int> values = [];

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
                (instrument, value, tags, _) => values[(instrument.Name, tags.Length == 0 ? null : (string?)tags[0].Value)] = value
            );
            listener.Start();
        }

        public int? Read(string name, string? tag = null)
        {
            listener.RecordObservableInstruments();
            return values.TryGetValue((name, tag), out var value) ? value : null;
        }

        public void Dispose() => listener.Dispose();
    }
}
