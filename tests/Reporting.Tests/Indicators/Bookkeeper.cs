using SocialServices.Contracts;
using SocialServices.Contracts.Referrals;
using SocialServices.Contracts.Registry;
using SocialServices.Contracts.Training;

namespace SocialServices.Reporting.Tests.Indicators;

/// <summary>Counts the events of a programme by hand, in plain code that shares nothing with the service: events come in their order here.</summary>
internal sealed class Bookkeeper
{
    private static readonly string[] Children = ["0-5", "6-11", "12-17"];
    private readonly List<IntegrationEvent> facts;
    private readonly Dictionary<Guid, Guid> merged = [];
    private readonly HashSet<Guid> erased;

    public Bookkeeper(IEnumerable<IntegrationEvent> facts)
    {
        this.facts = [.. facts];
        foreach (var fact in this.facts)
        {
            if (fact is ServiceUserMerged merge)
            {
                merged[merge.ServiceUserId] = merge.Survivor;
            }
            else if (fact is MergeUndone undone)
            {
                merged.Remove(undone.ServiceUserId);
            }
        }

        erased = [.. this.facts.OfType<ServiceUserErased>().Select(gone => gone.ServiceUserId)];
    }

    /// <summary>All units of an indicator: what is counted once, when, and its properties.</summary>
    public IEnumerable<Unit> UnitsOf(string indicator) =>
        indicator switch
        {
            "people-assessed" => from a in Assessments()
            from need in a.Fact.Needs.DefaultIfEmpty()
            select Of(a.Person, a.Fact, a.Fact.Person) with
            {
                Need = need,
            },
            "assessments" => Assessments().Select(a => Of(a.Fact.AssessmentId, a.Fact, a.Fact.Person)),
            "cases-opened" => Cases().Select(c => Of(c.Fact.CaseId, c.Fact, c.Fact.Person) with { Source = c.Fact.Source }),
            "people-in-cases" => Cases().Select(c => Of(c.Person, c.Fact, c.Fact.Person)),
            "children-identified" => UnitsOf("cases-opened").Where(unit => Children.Contains(unit.Age)),
            "cases-closed" => from c in Cases()
            where Closure(c.Fact.CaseId) is not null
            select Of(c.Fact.CaseId, Closure(c.Fact.CaseId)!, c.Fact.Person) with
            {
                Reason = Closure(c.Fact.CaseId)!.Reason,
            },
            "child-cases-closed" => UnitsOf("cases-closed").Where(unit => Children.Contains(unit.Age)),
            "referrals" => Referrals()
                .Select(r =>
                    Of(r.Last.ReferralId, r.When("requested")!, r.Last.Person) with
                    {
                        Status = r.Last.To,
                        Service = r.Last.ServiceType,
                    }
                ),
            "people-referred" => Referrals()
                .Select(r => Of(r.Person, r.When("requested")!, r.Last.Person) with { Service = r.Last.ServiceType }),
            "referrals-accepted" => from r in Referrals()
            where r.When("accepted") is not null
            select Of(r.Last.ReferralId, r.When("accepted")!, r.Last.Person) with
            {
                Service = r.Last.ServiceType,
            },
            "referrals-completed" => from r in Referrals()
            where r.Last.To is "completed"
            select Of(r.Last.ReferralId, r.Last, r.Last.Person) with
            {
                Service = r.Last.ServiceType,
            },
            "people-reached" => from r in Referrals()
            from v in facts.OfType<PersonReached>()
            where v.ReferralId == r.Last.ReferralId && v.Kind is "first-visit"
            select Of(r.Person, v, r.Last.Person) with
            {
                Service = r.Last.ServiceType,
            },
            "people-in-services" => from r in Referrals()
            where r.Last.To is "accepted" or "in-progress" or "on-hold"
            select Of(r.Person, null, r.Last.Person) with
            {
                Service = r.Last.ServiceType,
            },
            "people-trained" => Completions().Select(p => Of(p.WorkerId, p, p.Person, p.CompletedOn) with { Programme = p.Programme }),
            "trainings-completed" => Completions()
                .Select(p => Of($"{p.WorkerId} {p.Programme}", p, p.Person, p.CompletedOn) with { Programme = p.Programme }),
            "organizations-trained" => Completions().Select(p => new Unit(p.Organization, p.CompletedOn) { Programme = p.Programme }),
            "specialists-deployed" => Workers().Where(w => w.Role is "specialist").Select(w => Of(w.Id, null, w.Person)),
            "etraps-with-specialists" => Workers()
                .Where(w => w.Role is "specialist" && w.Person.Place.Length > 4)
                .Select(w => Of(w.Person.Place, null, w.Person)),
            "sites-operating" => Sites()
                .Where(s => s.Status is "active")
                .Select(s => new Unit(s.SiteId, null) { Service = s.ServiceType, Place = s.Place }),
            "services-operating" => Sites()
                .Where(s => s.Status is "active")
                .Select(s => new Unit(s.ServiceType, null) { Service = s.ServiceType, Place = s.Place }),
            "capacity-taken" => from s in Sites()
            from n in Enumerable.Range(0, facts.OfType<CapacityChanged>().Last(c => c.SiteId == s.SiteId).Taken)
            select new Unit($"{s.SiteId} {n}", null) { Service = s.ServiceType, Place = s.Place },
            "supervision-sessions" => facts.OfType<SupervisionHeld>().Select(s => new Unit(s.SupervisionId, s.HeldOn)),
            "families-in-groups" => from g in facts.OfType<GroupCycleCompleted>()
            from n in Enumerable.Range(0, g.Families)
            select new Unit($"{g.CycleId} {n}", DayOf(g)) { Place = g.Place },
            "families-completing-groups" => from g in facts.OfType<GroupCycleCompleted>()
            from n in Enumerable.Range(0, g.FamiliesCompleted)
            select new Unit($"{g.CycleId} {n}", DayOf(g)) { Place = g.Place },
            "consents-withdrawn" => facts.OfType<ConsentWithdrawn>().Select(w => new Unit(w.ConsentId, DayOf(w))),
            "certificates-issued" => from c in facts.OfType<CertificateIssued>()
            where facts.OfType<CertificateRevoked>().All(r => r.CertificateId != c.CertificateId)
            select new Unit(c.CertificateId, c.ValidFrom) { Programme = c.Programme },
            "needs-found" => (
                from a in Assessments()
                orderby a.Fact.OccurredAt
                from need in a.Fact.Needs
                select Of($"{a.Person} {need}", a.Fact, a.Fact.Person) with
                {
                    Need = need,
                }
            ).DistinctBy(unit => unit.Id),
            _ => throw new ArgumentOutOfRangeException(nameof(indicator), indicator, "Nobody counted this by hand."),
        };

    private static DateOnly DayOf(IntegrationEvent fact) => DateOnly.FromDateTime(fact.OccurredAt.UtcDateTime.AddHours(5));

    private static Unit Of(object id, IntegrationEvent? when, Demographics person, DateOnly? day = null) =>
        new(id, day ?? (when is null ? null : DayOf(when)))
        {
            Sex = person.Sex,
            Age = person.AgeBand,
            Disability = person.Disability is { } known
                ? known
                    ? "yes"
                    : "no"
                : "unknown",
            Place = person.Place,
        };

    private Guid PersonOf(Guid user) => merged.TryGetValue(user, out var survivor) ? PersonOf(survivor) : user;

    private bool IsGone(Guid? user) => user is { } known && (erased.Contains(known) || erased.Contains(PersonOf(known)));

    private IEnumerable<(CaseOpened Fact, Guid Person)> Cases() =>
        facts
            .OfType<CaseOpened>()
            .Where(c => !IsGone(c.ServiceUserId))
            .Select(c => (c, c.ServiceUserId is { } user ? PersonOf(user) : c.CaseId));

    private IEnumerable<(NeedsAssessed Fact, Guid Person)> Assessments() =>
        facts
            .OfType<NeedsAssessed>()
            .Where(a =>
                !IsGone(a.ServiceUserId) && facts.OfType<AssessmentEnteredInError>().All(wrong => wrong.AssessmentId != a.AssessmentId)
            )
            .Select(a => (a, PersonOf(a.ServiceUserId)));

    private CaseClosed? Closure(Guid caseId)
    {
        var last = facts.LastOrDefault(fact =>
            fact is CaseClosed closed && closed.CaseId == caseId || fact is CaseReopened open && open.CaseId == caseId
        );
        return last as CaseClosed;
    }

    private IEnumerable<Life> Referrals() =>
        facts
            .OfType<ReferralStatusChanged>()
            .GroupBy(step => step.ReferralId)
            .Select(steps => new Life(
                [.. steps],
                steps.Last(),
                steps.Last().ServiceUserId is { } user ? PersonOf(user) : steps.Last().CaseId
            ))
            .Where(life => life.Last.To is not ("draft" or "entered-in-error") && !IsGone(life.Last.ServiceUserId));

    private IEnumerable<ParticipationAssessed> Completions()
    {
        var never = facts.OfType<CertificateRevoked>().Where(r => r.Reason is "issued-in-error").Select(r => r.CertificateId).ToHashSet();
        return facts
            .OfType<ParticipationAssessed>()
            .Where(p => p.Completed)
            .Where(p =>
                facts
                    .OfType<CertificateIssued>()
                    .Where(c => c.WorkerId == p.WorkerId && c.Programme == p.Programme)
                    .Any(c => !never.Contains(c.CertificateId))
            );
    }

    private IEnumerable<(Guid Id, string Role, Demographics Person)> Workers() =>
        from registered in facts.OfType<WorkerRegistered>()
        let changed = facts.OfType<WorkerChanged>().LastOrDefault(change => change.WorkerId == registered.WorkerId)
        where changed?.Active is not false
        select (registered.WorkerId, changed?.Role ?? registered.Role, registered.Person);

    private IEnumerable<SiteOpened> Sites() => facts.OfType<SiteOpened>();

    private sealed record Life(IReadOnlyList<ReferralStatusChanged> Steps, ReferralStatusChanged Last, Guid Person)
    {
        public ReferralStatusChanged? When(string status) => Steps.FirstOrDefault(step => step.To == status);
    }

    /// <summary>Something that is counted once.</summary>
    internal sealed record Unit(object Id, DateOnly? At)
    {
        public string? Sex { get; init; }
        public string? Age { get; init; }
        public string? Disability { get; init; }
        public string? Place { get; init; }
        public string? Source { get; init; }
        public string? Reason { get; init; }
        public string? Status { get; init; }
        public string? Service { get; init; }
        public string? Programme { get; init; }
        public string? Need { get; init; }

        public string? By(string dimension) =>
            dimension switch
            {
                "sex" => Sex,
                "age-band" => Age,
                "disability" => Disability,
                "place" => Place,
                "source" => Source,
                "reason" => Reason,
                "status" => Status,
                "service-type" => Service,
                "programme" => Programme,
                "need" => Need,
                _ => null,
            };
    }
}
