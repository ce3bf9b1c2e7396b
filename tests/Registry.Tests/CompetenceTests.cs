using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Contracts.Training;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>What training certifies, as its events tell it.</summary>
public sealed class CompetenceTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Facilitation = "strong-families-facilitation";

    private DateOnly Today => app.Clock.Today();

    [Fact]
    public async Task A_certificate_is_shown_with_what_it_is_worth_today()
    {
        var worker = await app.WorkerAsync();
        await HandleAsync(Issued(worker, Guid.NewGuid(), Facilitation, Today, null));
        await HandleAsync(Issued(worker, Guid.NewGuid(), "social-work-specialist", Today.AddYears(-2), Today.AddDays(-1)));
        await HandleAsync(Issued(worker, Guid.NewGuid(), "treatnet", Today.AddDays(1), null));
        await HandleAsync(Issued(await app.WorkerAsync(), Guid.NewGuid(), "social-work-management", Today, null));

        Assert.Equal([$"social-work-specialist expired", $"{Facilitation} valid", "treatnet not-yet-valid"], await ShownAsync(worker));
        Assert.Contains(worker, await HoldersAsync(Facilitation));
        Assert.Empty(await HoldersAsync("social-work-specialist"));
        Assert.DoesNotContain(worker, await HoldersAsync("treatnet"));
        var told = await GetWorkerAsync(worker);
        Assert.Equal(
            (Facilitation, $"{Today:yyyy-MM-dd}", ""),
            (Assert.Single(told.Competences).Competence_, told.Competences[0].ValidFrom, told.Competences[0].ValidUntil)
        );
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task A_revocation_counts_whichever_comes_first(int first, int second)
    {
        var (worker, certificate) = (await app.WorkerAsync(), Guid.NewGuid());
        IntegrationEvent[] events = [Issued(worker, certificate, Facilitation, Today, null), Revoked(worker, certificate)];

        await HandleAsync(events[first]);
        await HandleAsync(events[second]);

        Assert.Equal([$"{Facilitation} revoked"], await ShownAsync(worker));
        Assert.Empty((await GetWorkerAsync(worker)).Competences);
    }

    [Fact]
    public async Task By_the_broker_and_by_the_log_and_twice_it_is_one_certificate()
    {
        var (worker, certificate) = (await app.WorkerAsync(), Guid.NewGuid());
        var (issued, lost) = (
            Issued(worker, certificate, Facilitation, Today, Today.AddYears(2)),
            Issued(worker, Guid.NewGuid(), "treatnet", Today, null)
        );
        await BusReady.WaitAsync(app.RestAddress);
        var training = new PeerEvents(app.Services, "training");

        await training.PublishAsync(issued, 1);
        await training.PublishAsync(issued, 1);
        app.Training.Append(issued);
        app.Training.Append(lost); // the broker has lost it

        Assert.Equal(
            [$"{Facilitation} valid", "treatnet valid"],
            await Eventually.GetAsync(() => ShownAsync(worker), shown => shown.Count == 2)
        );
    }

    [Fact]
    public async Task The_other_services_see_posts_limit_and_whether_disability_was_asked()
    {
        var body = Given.WorkerBody();
        (body["disability"], body["caseloadLimit"], body["share"], body["since"]) = (null, 15, 50, "2021-09-01");
        var id = (await (await app.Office().CreateAsync(RegistryApp.Workers, body)).JsonAsync())["id"]!.GetValue<Guid>();

        var told = await GetWorkerAsync(id);

        Assert.Equal((false, false, 15, true), (told.Disability, told.DisabilityAsked, told.CaseloadLimit, told.HasCaseloadLimit));
        Assert.Equal(
            new Post
            {
                Organization = "nrcs",
                Role = "social-worker",
                Place = "TM-S-02",
                From = "2021-09-01",
                Share = 50,
            },
            Assert.Single(told.Posts)
        );
        var asked = await GetWorkerAsync(await app.WorkerAsync());
        Assert.Equal((false, true, false), (asked.Disability, asked.DisabilityAsked, asked.HasCaseloadLimit));
    }

    private async Task<List<string>> ShownAsync(Guid worker) =>
        [
            .. (await (await app.Office().GetAsync($"{RegistryApp.Workers}/{worker}")).JsonAsync())["competences"]!
                .AsArray()
                .Select(c => $"{c!["competence"]} {c["state"]}"),
        ];

    private async Task<List<Guid>> HoldersAsync(string competence) =>
        [
            .. (await (await app.Office().GetAsync($"{RegistryApp.Workers}?competence={competence}")).JsonAsync())["items"]!
                .AsArray()
                .Select(w => w!["id"]!.GetValue<Guid>()),
        ];

    private async Task<Contracts.Registry.V1.Worker> GetWorkerAsync(Guid worker) =>
        await new Contracts.Registry.V1.Directory.DirectoryClient(app.Grpc("registry.read")).GetWorkerAsync(
            new GetWorkerRequest { WorkerId = worker.ToString() }
        );

    private async Task HandleAsync(IntegrationEvent fact)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await (
            fact switch
            {
                CertificateIssued issued => Handler<CertificateIssuedHandler>().HandleAsync(issued, 1, default),
                CertificateRevoked revoked => Handler<CertificateRevokedHandler>().HandleAsync(revoked, 2, default),
                _ => throw new ArgumentOutOfRangeException(nameof(fact)),
            }
        );

        THandler Handler<THandler>()
            where THandler : notnull => scope.ServiceProvider.GetRequiredService<THandler>();
    }

    private static CertificateIssued Issued(Guid worker, Guid certificate, string competence, DateOnly from, DateOnly? until) =>
        new(certificate, worker, competence, "programme", from, until)
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = DateTimeOffset.UtcNow,
        };

    private static CertificateRevoked Revoked(Guid worker, Guid certificate) =>
        new(certificate, worker, Facilitation) { EventId = Guid.CreateVersion7(), OccurredAt = DateTimeOffset.UtcNow };
}
