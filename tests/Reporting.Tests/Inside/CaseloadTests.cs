using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts;
using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Indicators;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests.Inside;

/// <summary>Exact figures of the own caseload and of cases whose team one is on.</summary>
public sealed class CaseloadTests : IAsyncLifetime
{
    private const string Root = "/api/v1/reporting/inside";
    private static readonly DateTimeOffset At = new(2021, 5, 3, 6, 0, 0, TimeSpan.Zero);
    private readonly ReportingApp app = ReportingApp.ThatIsTold();
    private readonly Programme programme = Programme.Tell(0);
    private readonly Guid me = Guid.CreateVersion7();
    private readonly Guid other = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        var (mine, shared, others) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        programme.Add("referrals", At, Opened(mine, "female", me));
        programme.Add("referrals", At, Opened(shared, "male", other));
        programme.Add("referrals", At, new CaseAssigned(shared, other, [me]));
        programme.Add("referrals", At, Opened(others, "male", other));
        programme.Add("referrals", At, new CaseClosed(mine, "goals-met"));
        programme.Add(
            "referrals",
            At,
            new NeedsAssessed(Guid.CreateVersion7(), shared, Guid.CreateVersion7(), "nrcs", "basic", 1, "low", [], null, Person("male"))
        );
        await app.HearAsync(programme.Events);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("cases-opened", "mine", 1)]
    [InlineData("cases-opened", "team", 2)]
    [InlineData("cases-opened", "organization", 3)]
    [InlineData("cases-opened", null, 3)]
    [InlineData("cases-closed", "mine", 1)]
    [InlineData("assessments", "mine", 0)]
    [InlineData("assessments", "team", 1)]
    public async Task A_worker_reads_the_own_caseload_and_team(string indicator, string? scope, int expected)
    {
        using var worker = app.Client("reporting.inside", "nrcs", new ActingPerson(me));

        var figure = await (await worker.GetAsync($"{Root}/{indicator}{(scope is null ? "" : $"?scope={scope}")}")).JsonAsync();

        Assert.Equal(expected, (int)figure["total"]!);
        Assert.Equal(scope ?? "organization", (string?)figure["scope"]);
    }

    [Fact]
    public async Task A_worker_without_cases_counts_none_of_others_in_any_figure_of_cases()
    {
        await using var withOthers = ReportingApp.ThatIsTold();
        await withOthers.InitializeAsync();
        await withOthers.HearAsync(Programme.Tell(40).Events);
        await using var scope = withOthers.Services.CreateAsyncScope();
        var (catalogue, counter) = (
            scope.ServiceProvider.GetRequiredService<IndicatorCatalogue>(),
            scope.ServiceProvider.GetRequiredService<Counter>()
        );

        foreach (
            var (definition, organization) in catalogue
                .All.Where(one => one.OfCases)
                .SelectMany(one => new[] { (one, "nrcs"), (one, null) })
        )
        {
            Assert.True(await CountAsync(definition, null) > 0 || organization is not null, definition.Code);
            Assert.True(await CountAsync(definition, new Caseload(me, WithTeam: true)) == 0, $"{definition.Code} of {organization}");

            async Task<long> CountAsync(IndicatorDefinition definition, Caseload? caseload) =>
                definition.IsCount
                    ? (
                        await counter.CountAsync(definition, [], null, organization, TestContext.Current.CancellationToken, caseload)
                    ).Values[0]
                    : (await counter.MeasureAsync(definition, null, null, organization, TestContext.Current.CancellationToken, caseload))[
                        0
                    ].Units;
        }
    }

    [Fact]
    public void Figures_that_are_counted_of_cases_and_only_those_have_caseloads()
    {
        var catalogue = new IndicatorCatalogue();

        Assert.All(
            catalogue.All.Where(one => one.Kind is not IndicatorKind.Share),
            one => Assert.Equal(Regex.IsMatch(catalogue.MeasureOf(one), "counted_(cases|assessments|referrals)"), one.OfCases)
        );
    }

    [Fact]
    public async Task Who_changed_the_organization_does_not_count_the_cases_of_the_former_one()
    {
        var (old, user, consent) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var told = programme.Events.Count;
        programme.Add("referrals", At, new CaseOpened(old, "yenme", Person("female"), user, "self", me));
        programme.Add(
            "referrals",
            At,
            new NeedsAssessed(Guid.CreateVersion7(), old, user, "nrcs", "basic", 1, "low", ["addiction"], null, Person("female"))
        );
        var referral = Guid.CreateVersion7();
        string[] life = ["draft", "requested", "accepted", "completed"];
        foreach (var (step, status) in life.Index())
        {
            programme.Add(
                "referrals",
                At.AddHours(step),
                new ReferralStatusChanged(
                    referral,
                    old,
                    null,
                    status,
                    step + 1,
                    "case-management",
                    Guid.Empty,
                    "yenme",
                    "nrcs",
                    "normal",
                    Person("female"),
                    user
                )
            );
        }

        programme.Add("referrals", At, new PersonReached(referral, old, "first-visit", At.AddDays(1)));
        programme.Add("referrals", At, new ConsentWithdrawn(consent, old, ["nrcs"]));
        await app.HearAsync([.. programme.Events.Skip(told)]);

        Assert.Equal(1, await TotalAsync("referrals?scope=organization"));
        string[] indicators = ["referrals", "people-referred", "referrals-completed", "people-reached", "assessments", "needs-found"];
        foreach (var indicator in indicators)
        {
            Assert.Equal(0, await TotalAsync($"{indicator}?scope=mine"));
        }

        Assert.Equal(1, await TotalAsync("cases-opened?scope=mine"));
        Assert.Equal(0, await TotalAsync("consents-withdrawn?scope=mine"));

        async Task<int> TotalAsync(string path)
        {
            using var worker = app.Client("reporting.inside", "nrcs", new ActingPerson(me));
            return (int)(await (await worker.GetAsync($"{Root}/{path}")).JsonAsync())["total"]!;
        }
    }

    [Fact]
    public async Task A_case_that_is_given_away_is_in_the_other_caseload_whatever_comes_first()
    {
        var (given, story) = (Guid.CreateVersion7(), new List<StoryEvent>());
        story.Add(programme.Add("referrals", At, new CaseAssigned(given, other, [])) with { Position = 900 });
        story.Add(programme.Add("referrals", At, Opened(given, "female", me)) with { Position = 899 });
        foreach (var one in story)
        {
            await app.PublishAsync(one);
            await Eventually.TrueAsync(() => app.HasHandledAsync(one));
        }

        Assert.Equal(other.ToString(), (string?)(await app.FactAsync("cases", "case_id", given))!["worker_id"]);
    }

    [Theory]
    [InlineData("sites-operating?scope=mine")]
    [InlineData("cases-opened?scope=everybody")]
    [InlineData("cases-opened?scope=mine&organization=all")]
    public async Task A_scope_that_makes_no_sense_is_refused_by_name(string path)
    {
        var answer = await app.Client("reporting.inside programme.manage", "nrcs", new ActingPerson(me)).GetAsync($"{Root}/{path}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["scope"], await answer.FieldsAsync());
    }

    [Theory]
    [InlineData("sites-operating")]
    [InlineData("summary")]
    public async Task An_organization_that_nobody_knows_is_refused_by_name(string figure)
    {
        var office = app.Client("reporting.inside programme.manage", "mlspp", new ActingPerson(me));

        Assert.Equal(["organization"], await (await office.GetAsync($"{Root}/{figure}?organization=nope")).FieldsAsync());
    }

    [Fact]
    public async Task A_system_has_no_caseload_and_reading_one_is_audited()
    {
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await app.Client("reporting.inside", "nrcs").GetAsync($"{Root}/cases-opened?scope=mine")).StatusCode
        );
        await app.Client("reporting.inside", "nrcs", new ActingPerson(me)).GetAsync($"{Root}/cases-opened?scope=team&by=sex");

        Assert.NotNull(await app.FactAsync("audit_entries", "detail", "nrcs team sex"));
    }

    private static CaseOpened Opened(Guid caseId, string sex, Guid worker) =>
        new(caseId, "nrcs", Person(sex), Guid.CreateVersion7(), "self", worker);

    private static Demographics Person(string sex) => Programme.Person(sex, "25-44", false, "TM-S");
}
