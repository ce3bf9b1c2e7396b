using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Trust;
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
        for (var i = 0; i < 17; i++)
        {
            programme.Add(
                "referrals",
                DateTimeOffset.UtcNow,
                new CaseOpened(
                    Guid.CreateVersion7(),
                    $"nobody-knows-it-{i}",
                    Programme.Person(i < 7 ? "unknown" : "female", "25-44", null, "TM-S"),
                    Guid.CreateVersion7()
                )
            );
        }

        await app.HearAsync(programme.Events);
        using var metrics = new Metrics();

        var trust = await (await app.Office().GetAsync("/api/v1/reporting/trust")).JsonAsync();

        Assert.Contains(trust["quality"]!["unknownCodes"]!.AsArray(), code => (string?)code is "organization nobody-knows-it-16");
        Assert.Equal(41, (int)trust["quality"]!["unknown"]!["cases.sex"]!);
        await Eventually.TrueAsync(() => Task.FromResult(metrics.Have("socialservices.reporting.data.missing", 41, "cases.sex")));
        await Eventually.TrueAsync(() => Task.FromResult(metrics.Have("socialservices.reporting.data.unknown_codes", 17)));
        Assert.Empty(trust["quality"]!["outliers"]!.AsArray());
    }

    [Fact]
    public async Task Only_one_replica_computes_at_a_time()
    {
        await using var app = new ReportingApp();
        await app.InitializeAsync();
        var watch = app.Services.GetServices<IHostedService>().OfType<TrustWatch>().Single();
        var cancellationToken = TestContext.Current.CancellationToken;

        await app.InDatabaseAsync(async other =>
        {
            await other.Database.OpenConnectionAsync(cancellationToken);
            await Eventually.TrueAsync(() => // its own first turn may be on
                other.Database.SqlQuery<bool>($"select pg_try_advisory_lock({TrustWatch.Lock}) as \"Value\"").SingleAsync(cancellationToken)
            );
            Assert.False(await watch.TakeTurnAsync(cancellationToken));
            return await other.Database.ExecuteSqlAsync($"select pg_advisory_unlock({TrustWatch.Lock})", cancellationToken);
        });

        await Eventually.TrueAsync(() => watch.TakeTurnAsync(cancellationToken));
        await Eventually.TrueAsync(() => watch.TakeTurnAsync(cancellationToken)); // who had the turn gave the lock back
    }

    [Fact]
    public async Task A_turn_that_fails_is_logged_with_its_exception_and_tried_again()
    {
        var logs = new CapturedLogs();
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(logs));
        using var watch = new TrustWatch(
            new NoScopes(),
            Options.Create(new TrustOptions { Every = TimeSpan.FromMilliseconds(100) }),
            TimeProvider.System,
            loggers.CreateLogger<TrustWatch>()
        );

        await watch.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(logs.Faults.Count > 1));
        await watch.StopAsync(TestContext.Current.CancellationToken);

        Assert.All(logs.Faults, fault => Assert.Equal("No scope today.", Assert.IsType<InvalidOperationException>(fault).Message));
    }

    private sealed class NoScopes : IServiceScopeFactory
    {
        public IServiceScope CreateScope() => throw new InvalidOperationException("No scope today.");
    }

    /// <summary>
    /// What the gauges of this process tell; those of services of other tests, which may have ended, too: ask for values that only one test
    /// makes.
    /// </summary>
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
