using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts;
using SocialServices.Contracts.Training;
using SocialServices.Reporting.Facts.Certificates;
using SocialServices.Reporting.Facts.Participations;
using SocialServices.ServiceDefaults.Inbox;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

/// <summary>People are counted as people: once each, and not at all when they were certified in error.</summary>
public sealed class PeopleTrainedTests : IAsyncLifetime
{
    private const string First = "strong-families-facilitators";
    private const string Second = "social-work-specialist";
    private readonly ReportingApp app = new();
    private long position;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Who_completes_two_programmes_is_one_person_and_two_trainings()
    {
        foreach (var worker in Workers(6))
        {
            await CompleteAsync(worker, First);
            await CompleteAsync(worker, Second);
        }

        Assert.Equal((6, 12), await TotalsAsync());
    }

    [Theory]
    [InlineData("issued-in-error", false, 6)]
    [InlineData("corrected", false, 6)]
    [InlineData("corrected", true, 7)]
    [InlineData("misconduct", false, 7)]
    [InlineData(null, false, 7)]
    public async Task Who_was_certified_in_error_was_never_trained(string? reason, bool replaced, int people)
    {
        foreach (var other in Workers(6))
        {
            await CertifyAsync(other);
            await CompleteAsync(other, First);
        }

        var worker = Guid.NewGuid();
        var certificate = await CertifyAsync(worker);
        await CompleteAsync(worker, First);
        await TellAsync<CertificateRevoked, CertificateRevokedHandler>(
            new CertificateRevoked(certificate, worker, "family", reason)
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = DateTimeOffset.UtcNow,
            }
        );
        if (replaced)
        {
            await CertifyAsync(worker);
        }

        Assert.Equal((people, people), await TotalsAsync());
    }

    private static IEnumerable<Guid> Workers(int count) => Enumerable.Range(0, count).Select(_ => Guid.NewGuid());

    private Task CompleteAsync(Guid worker, string programme) =>
        TellAsync<ParticipationAssessed, ParticipationAssessedHandler>(
            new ParticipationAssessed(
                Guid.NewGuid(),
                Guid.NewGuid(),
                programme,
                worker,
                "nrcs",
                Completed: true,
                AttendancePercent: 100,
                new DateOnly(2021, 7, 6),
                new Demographics("female", "25-44", Disability: false, "TM-S-01")
            )
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = DateTimeOffset.UtcNow,
            }
        );

    private async Task<Guid> CertifyAsync(Guid worker)
    {
        var certificate = Guid.CreateVersion7();
        await TellAsync<CertificateIssued, CertificateIssuedHandler>(
            new CertificateIssued(certificate, worker, "family", First, new DateOnly(2021, 7, 6), null)
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = DateTimeOffset.UtcNow,
            }
        );
        return certificate;
    }

    private async Task TellAsync<TEvent, THandler>(TEvent fact)
        where TEvent : IntegrationEvent
        where THandler : class, IEventHandler<TEvent>
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(fact, ++position, TestContext.Current.CancellationToken);
    }

    private async Task<(int People, int Trainings)> TotalsAsync()
    {
        using var client = app.Client();
        return (await TotalAsync("people-trained"), await TotalAsync("trainings-completed"));

        async Task<int> TotalAsync(string code) =>
            (await (await client.GetAsync($"/api/v1/reporting/indicators/{code}")).JsonAsync())["total"]!["value"]!.GetValue<int>();
    }
}
