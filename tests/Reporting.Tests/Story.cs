using SocialServices.Contracts;
using SocialServices.Contracts.Referrals;
using SocialServices.Contracts.Registry;
using SocialServices.Contracts.Training;

namespace SocialServices.Reporting.Tests;

/// <summary>
/// What the numbers of the tests come from. 7 providers sent 20 people (14 women; 15 of 25-44 and 5 of 18-24 years) to
/// the Strong Families training; one of them came twice, another person did not complete. 3 services operate in
/// Ashgabat, a fourth is suspended. 23 referrals (12 completed, 6 requested, 5 accepted), one more entered in error.
/// </summary>
internal sealed class Story
{
    private const string Programme = "strong-families-facilitators";
    private static readonly string[] Providers =
    [
        "ashgabat-ssc",
        "deaf-blind-society",
        "keyik-okara",
        "nrcs",
        "school-support",
        "health-centre",
        "yenme",
    ];
    private static readonly string[] ServiceTypes =
    [
        "adolescents-criminal-justice",
        "parents-with-addictions",
        "families-in-difficulty",
        "personal-assistant",
    ];

    private readonly List<StoryEvent> events = [];
    private readonly Dictionary<string, long> positions = [];

    private Story() { }

    public IReadOnlyList<StoryEvent> Events => events;

    public static Story Tell()
    {
        var story = new Story();
        var sites = story.TellRegistry();
        story.TellTraining();
        story.TellReferrals(sites[0]);
        return story;
    }

    public StoryEvent Add(string source, IntegrationEvent fact)
    {
        var told = new StoryEvent(source, positions[source] = positions.GetValueOrDefault(source) + 1, fact);
        events.Add(told);
        return told;
    }

    /// <summary>One more person who completed the training.</summary>
    public StoryEvent AddTrained(string organization, string sex, string ageBand, bool completed = true, Guid? worker = null) =>
        Add(
            "training",
            new ParticipationAssessed(
                Guid.NewGuid(),
                Guid.NewGuid(),
                Programme,
                worker ?? Guid.NewGuid(),
                organization,
                completed,
                completed ? 96 : 40,
                new DateOnly(2021, 7, 6),
                Person(sex, ageBand)
            )
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = Now,
            }
        );

    public StoryEvent AddReferral(Guid referral, int step, string? from, string to, Guid site, bool advice = false) =>
        Add(
            "referrals",
            new ReferralStatusChanged(
                referral,
                referral,
                from,
                to,
                step,
                ServiceTypes[0],
                site,
                "mlspp",
                "keyik-okara",
                "normal",
                Person("female", "12-17"),
                Advice: advice
            )
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = Now,
            }
        );

    private static DateTimeOffset Now => new(2021, 7, 6, 9, 0, 0, TimeSpan.Zero);

    private static Demographics Person(string sex, string ageBand) => new(sex, ageBand, Disability: false, "TM-S-01");

    private List<Guid> TellRegistry()
    {
        foreach (var provider in Providers)
        {
            Add(
                "registry",
                new OrganizationRegistered(provider, "ngo-provider", provider) { EventId = Guid.CreateVersion7(), OccurredAt = Now }
            );
        }

        var sites = new List<Guid>();
        foreach (var (serviceType, number) in ServiceTypes.Select((type, i) => (type, i + 7)))
        {
            Add(
                "registry",
                new ServiceTypeDefined(serviceType, number, serviceType, "unodc") { EventId = Guid.CreateVersion7(), OccurredAt = Now }
            );
            var site = Guid.CreateVersion7();
            sites.Add(site);
            Add(
                "registry",
                new SiteOpened(site, Providers[number - 7], serviceType, "TM-S-01", "planned", 20)
                {
                    EventId = Guid.CreateVersion7(),
                    OccurredAt = Now,
                }
            );
            Add("registry", new SiteStatusChanged(site, "active") { EventId = Guid.CreateVersion7(), OccurredAt = Now });
            Add("registry", new CapacityChanged(site, 20, 1, 0) { EventId = Guid.CreateVersion7(), OccurredAt = Now });
            Add("registry", new CapacityChanged(site, 25, 0, number) { EventId = Guid.CreateVersion7(), OccurredAt = Now });
        }

        Add("registry", new SiteStatusChanged(sites[3], "suspended") { EventId = Guid.CreateVersion7(), OccurredAt = Now });
        Add(
            "registry",
            new WorkerRegistered(Guid.NewGuid(), "mlspp", "specialist", Person("female", "25-44"))
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = Now,
            }
        );
        return sites;
    }

    private void TellTraining()
    {
        var course = Guid.CreateVersion7();
        Add(
            "training",
            new CourseScheduled(course, Programme, "unodc", "TM-S", new DateOnly(2021, 5, 31), new DateOnly(2021, 7, 6))
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = Now,
            }
        );
        var first = Guid.NewGuid();
        for (var i = 0; i < 20; i++)
        {
            var worker = i == 0 ? first : Guid.NewGuid();
            Add(
                "training",
                new ParticipantEnrolled(Guid.NewGuid(), course, worker, Providers[i % 7])
                {
                    EventId = Guid.CreateVersion7(),
                    OccurredAt = Now,
                }
            );
            AddTrained(Providers[i % 7], i < 14 ? "female" : "male", i < 15 ? "25-44" : "18-24", worker: worker);
            Add(
                "training",
                new CertificateIssued(Guid.NewGuid(), worker, "strong-families-facilitation", Programme, new DateOnly(2021, 7, 6), null)
                {
                    EventId = Guid.CreateVersion7(),
                    OccurredAt = Now,
                }
            );
        }

        AddTrained(Providers[0], "female", "25-44", worker: first);
        AddTrained(Providers[1], "male", "25-44", completed: false);
        var revoked = new CertificateIssued(
            Guid.NewGuid(),
            first,
            "strong-families-facilitation",
            Programme,
            new DateOnly(2021, 7, 6),
            null
        )
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Now,
        };
        Add("training", revoked);
        Add(
            "training",
            new CertificateRevoked(revoked.CertificateId, first, revoked.Competence) { EventId = Guid.CreateVersion7(), OccurredAt = Now }
        );
    }

    private void TellReferrals(Guid site)
    {
        for (var i = 0; i < 24; i++)
        {
            var referral = Guid.CreateVersion7();
            Add(
                "referrals",
                new CaseOpened(referral, "mlspp", Person("female", "12-17")) { EventId = Guid.CreateVersion7(), OccurredAt = Now }
            );
            string[] life =
                i < 12 ? ["draft", "requested", "accepted", "completed"]
                : i < 18 ? ["draft", "requested"]
                : i < 23 ? ["draft", "requested", "accepted"]
                : ["draft", "entered-in-error"];
            for (var step = 1; step <= life.Length; step++)
            {
                AddReferral(referral, step, step == 1 ? null : life[step - 2], life[step - 1], site);
            }

            Add("referrals", new CaseClosed(referral, "goals-reached") { EventId = Guid.CreateVersion7(), OccurredAt = Now });
        }

        Add(
            "referrals",
            new ConsentWithdrawn(Guid.NewGuid(), Guid.NewGuid(), ["nrcs"]) { EventId = Guid.CreateVersion7(), OccurredAt = Now }
        );
    }
}

/// <summary>An event at its position in its service's log.</summary>
internal sealed record StoryEvent(string Source, long Position, IntegrationEvent Fact);
