using SocialServices.Contracts;
using SocialServices.Contracts.Referrals;
using SocialServices.Contracts.Registry;
using SocialServices.Contracts.Training;

namespace SocialServices.Reporting.Tests;

/// <summary>
/// The events of an invented programme in 2021: sites, workers, trainings, people with cases, assessments and referrals, some of them merged, erased,
/// entered in error, reopened, or never sent.
/// </summary>
internal sealed class Programme
{
    public static readonly string[] Velayats = ["TM-A", "TM-B", "TM-D", "TM-L", "TM-M", "TM-S"];
    public static readonly string[] Organizations = ["mlspp", "nrcs", "yenme", "keyik-okara"];
    public static readonly string[] ServiceTypes =
    [
        "case-management",
        "parents-with-addictions",
        "personal-assistant",
        "lonely-older-people",
    ];
    private static readonly string[] Needs = ["disability", "addiction", "loneliness", "domestic-violence"];
    private static readonly string[] Sources = ["self", "family", "police", "education"];
    private static readonly string[] Reasons = ["goals-met", "moved-away", "lost-contact"];
    private static readonly string[] Programmes = ["strong-families", "social-work"];

    private readonly Random random;
    private readonly List<StoryEvent> events = [];
    private readonly Dictionary<string, long> positions = [];

    private Programme(int seed) => random = new Random(seed);

    public IReadOnlyList<StoryEvent> Events => events;
    public IEnumerable<IntegrationEvent> Facts => events.Select(told => told.Fact);

    public static Programme Tell(int people, int seed = 1)
    {
        var programme = new Programme(seed);
        programme.TellRegister();
        programme.TellTraining();
        for (var i = 0; i < people; i++)
        {
            programme.TellPerson(i);
        }

        return programme;
    }

    public StoryEvent Add(string source, DateTimeOffset at, IntegrationEvent fact)
    {
        var told = new StoryEvent(
            source,
            positions[source] = positions.GetValueOrDefault(source) + 1,
            fact with
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = at,
            }
        );
        events.Add(told);
        return told;
    }

    public DateTimeOffset SomeTime(int from = 0) =>
        new DateTimeOffset(2021, 1, 1, 6, 0, 0, TimeSpan.Zero).AddHours(random.Next(from, 8700));

    public static Demographics Person(string sex, string ageBand, bool? disability, string place) => new(sex, ageBand, disability, place);

    private T One<T>(T[] of) => of[random.Next(of.Length)];

    private Demographics SomePerson(bool adult = false) =>
        Person(
            One(["female", "female", "male"]),
            adult
                ? One(["18-24", "25-44", "25-44", "45-59"])
                : One(["0-5", "6-11", "12-17", "18-24", "25-44", "25-44", "45-59", "60+", "60+"]),
            One<bool?>([true, false, false, false, null]),
            One([.. Velayats, "TM-S", "TM-S-01", "TM-S-02"])
        );

    private void TellRegister()
    {
        var at = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var velayat in Velayats)
        {
            Add("registry", at, new PlaceDefined(velayat, "TM", "velayat", velayat, 1, null, null));
        }

        Add("registry", at, new PlaceDefined("TM-S-01", "TM-S", "etrap", "Bagtyyarlyk", 1, null, null));
        Add("registry", at, new PlaceDefined("TM-S-02", "TM-S", "etrap", "Berkararlyk", 1, null, null));
        foreach (var organization in Organizations)
        {
            Add("registry", at, new OrganizationRegistered(organization, "ngo-provider", organization));
        }

        foreach (var (type, number) in ServiceTypes.Index().Select(pair => (pair.Item, pair.Index)))
        {
            Add("registry", at, new ServiceTypeDefined(type, number, type, "unicef"));
            foreach (var place in new[] { "TM-S-01", "TM-M", "TM-L" })
            {
                var site = Guid.CreateVersion7();
                Add("registry", at, new SiteOpened(site, One(Organizations), type, place, place is "TM-L" ? "planned" : "active", 20));
                Add("registry", at, new CapacityChanged(site, 20 + number, 1, 3 + (number * 4)));
            }
        }

        for (var i = 0; i < 60; i++)
        {
            var (worker, person) = (Guid.CreateVersion7(), SomePerson(adult: true));
            Add("registry", at, new WorkerRegistered(worker, One(Organizations), One(["specialist", "social-worker", "manager"]), person));
            if (i % 10 == 0)
            {
                Add("registry", at, new WorkerChanged(worker, "mlspp", "manager", i % 20 == 0, person));
            }
        }
    }

    private void TellTraining()
    {
        var workers = Enumerable
            .Range(0, 50)
            .Select(_ => (Id: Guid.CreateVersion7(), Person: SomePerson(adult: true), Employer: One(Organizations)))
            .ToList();
        foreach (var programme in Programmes)
        {
            var (course, at) = (Guid.CreateVersion7(), SomeTime());
            var day = DateOnly.FromDateTime(at.Date);
            Add("training", at, new CourseScheduled(course, programme, "mlspp", "TM-S", day, day));
            foreach (var worker in workers.Where(_ => random.Next(3) > 0))
            {
                var (enrolment, completed) = (Guid.CreateVersion7(), random.Next(6) > 0);
                Add("training", at, new ParticipantEnrolled(enrolment, course, worker.Id, worker.Employer));
                Add(
                    "training",
                    at,
                    new ParticipationAssessed(
                        enrolment,
                        course,
                        programme,
                        worker.Id,
                        worker.Employer,
                        completed,
                        random.Next(60, 101),
                        day,
                        worker.Person,
                        40,
                        random.Next(50, 100)
                    )
                );
                if (completed)
                {
                    var certificate = Guid.CreateVersion7();
                    Add("training", at, new CertificateIssued(certificate, worker.Id, programme, programme, day, null));
                    if (random.Next(12) == 0)
                    {
                        Add("training", at, new CertificateRevoked(certificate, worker.Id, programme, "issued-in-error", day));
                    }
                }
            }

            Add("training", at, new CourseCompleted(course, programme, "mlspp", day, 40, 30, 25, 2, null));
        }

        Add("training", SomeTime(), new SupervisionHeld(Guid.CreateVersion7(), "mlspp", new DateOnly(2021, 10, 18), 3, 12));
        Add("referrals", SomeTime(), new GroupCycleCompleted(Guid.CreateVersion7(), "strong-families", "nrcs", "TM-S-01", 10, 12, 14, 9));
        TellChange(SomeTime(), "strong-families", week: 2, pairs: 10, change: -1, isLast: false);
        TellChange(SomeTime(), "strong-families", week: 6, pairs: 10, change: -3, isLast: true);
        TellChange(SomeTime(), "strong-families", week: 6, pairs: 30, change: -5, isLast: true);
        var autumn = new DateTimeOffset(2021, 11, 1, 6, 0, 0, TimeSpan.Zero);
        TellChange(autumn, "strong-families", week: 4, pairs: 40, change: -2.5, isLast: true); // when the programme was shorter
        TellChange(autumn, "early-years", week: 4, pairs: 20, change: -9, isLast: false); // nothing later is known
    }

    private void TellChange(DateTimeOffset at, string groupProgramme, int week, int pairs, double change, bool isLast) =>
        Add(
            "referrals",
            at,
            new GroupChangeMeasured(
                Guid.CreateVersion7(),
                groupProgramme,
                "nrcs",
                "TM-S-01",
                "child-difficulties",
                0,
                week,
                new DateOnly(2021, 10, 23),
                pairs,
                change,
                2,
                change / 2,
                isLast
            )
        );

    private void TellPerson(int number)
    {
        var (user, person, organization) = (Guid.CreateVersion7(), SomePerson(), One(Organizations));
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var (caseId, at) = (Guid.CreateVersion7(), SomeTime());
            Add("referrals", at, new CaseOpened(caseId, organization, person, number % 17 == 0 ? null : user, One(Sources)));
            if (random.Next(4) > 0)
            {
                var assessment = Guid.CreateVersion7();
                Add(
                    "referrals",
                    at.AddDays(1),
                    new NeedsAssessed(
                        assessment,
                        caseId,
                        user,
                        organization,
                        "basic",
                        1,
                        One(["low", "high", null]),
                        [.. Needs.Where(_ => random.Next(2) == 0)],
                        null,
                        person
                    )
                );
                if (random.Next(10) == 0)
                {
                    Add("referrals", at.AddDays(2), new AssessmentEnteredInError(assessment, caseId));
                }
            }

            TellReferral(caseId, number % 17 == 0 ? null : user, organization, person, at.AddDays(2));
            if (random.Next(3) == 0)
            {
                Add("referrals", at.AddDays(30), new CaseClosed(caseId, One(Reasons)));
                if (random.Next(4) == 0)
                {
                    Add("referrals", at.AddDays(40), new CaseReopened(caseId, organization));
                }
            }

            if (random.Next(9) == 0)
            {
                Add("referrals", at.AddDays(9), new ConsentWithdrawn(Guid.CreateVersion7(), caseId, ["nrcs"]));
            }
        }

        if (number % 13 == 5)
        {
            var other = events.Select(told => told.Fact).OfType<CaseOpened>().Select(opened => opened.ServiceUserId).OfType<Guid>().First();
            Add("referrals", SomeTime(), new ServiceUserMerged(user, other));
            if (number % 26 == 5)
            {
                Add("referrals", SomeTime(), new MergeUndone(user, other));
            }
        }

        if (number % 19 == 7)
        {
            Add("referrals", SomeTime(), new ServiceUserErased(user));
        }
    }

    private void TellReferral(Guid caseId, Guid? user, string organization, Demographics person, DateTimeOffset at)
    {
        string[] life = One<string[]>([
            ["draft"],
            ["draft", "requested"],
            ["draft", "requested", "accepted"],
            ["draft", "requested", "rejected"],
            ["draft", "requested", "accepted", "in-progress", "completed"],
            ["draft", "requested", "entered-in-error"],
        ]);
        var (referral, service, receiver, priority) = (
            Guid.CreateVersion7(),
            One(ServiceTypes),
            One(Organizations),
            One(["normal", "urgent"])
        );
        foreach (var (step, status) in life.Index())
        {
            Add(
                "referrals",
                at.AddHours(5 * step),
                new ReferralStatusChanged(
                    referral,
                    caseId,
                    step == 0 ? null : life[step - 1],
                    status,
                    step + 1,
                    service,
                    Guid.Empty,
                    organization,
                    receiver,
                    priority,
                    person,
                    user
                )
            );
        }

        if (life.Contains("accepted"))
        {
            Add("referrals", at.AddDays(2), new PersonReached(referral, caseId, "first-contact", at.AddDays(2)));
            Add("referrals", at.AddDays(4), new PersonReached(referral, caseId, "first-visit", at.AddDays(4)));
        }
    }
}
