using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>The first Strong Families sessions in Ashgabat: 10 families on 11, 18 and 25 September 2021, with measures before and after.</summary>
internal static class FamilySessions
{
    private const int FamilyCount = 10;
    private static readonly DateOnly[] Days = [new(2021, 9, 11), new(2021, 9, 18), new(2021, 9, 25)];
    private static readonly string[] Reversed = ["parenting-3", "parenting-4", "parenting-6", "family-2", "family-3", "family-5"];
    private static readonly string[] Words = ["never", "sometimes", "often", "always"];

    public static async Task TellAsync(
        Agencies agencies,
        IReadOnlyDictionary<Participant, Worker> workers,
        CancellationToken cancellationToken
    )
    {
        Telling.Chapter("Strong Families, September 2021: 10 families in Ashgabat");
        var facilitators = workers
            .Where(pair => pair.Key.Person.Organization == Providers.RedCrescent)
            .Select(pair => pair.Value)
            .OrderBy(worker => worker.Code, StringComparer.Ordinal)
            .Take(2)
            .ToList();
        var provider = agencies.For(Providers.RedCrescent).As(facilitators[0].Id);
        if ((await provider.CyclesAsync(cancellationToken)).Any(cycle => cycle.CompletedAt is not null))
        {
            Telling.Line("The cycle", "held before");
            return;
        }

        var plan = new
        {
            Programme = "strong-families",
            Place = "TM-S-01",
            Sessions = Days,
            Facilitators = facilitators.Select(worker => worker.Id),
        };
        var id = (await provider.PlanCycleAsync(plan, "2021-09", cancellationToken)).Id;
        var cycle = await provider.CycleAsync(id, cancellationToken);
        var enrolled = cycle.Members.Select(member => member.Family).DefaultIfEmpty().Max();
        for (var family = enrolled + 1; family <= FamilyCount; family++)
        {
            var caregiver = await CaseAsync(provider, family, isChild: false, cancellationToken);
            var child = await CaseAsync(provider, family, isChild: true, cancellationToken);
            object[] members = [new { CaseId = caregiver, Role = "caregiver" }, new { CaseId = child, Role = "child" }];
            await provider.EnrolFamilyAsync(id, members, cancellationToken);
        }

        cycle = await provider.CycleAsync(id, cancellationToken);
        foreach (var session in cycle.Sessions.Where(session => !session.Recorded))
        {
            await provider.AttendAsync(session.Id, cycle.Members.Select(member => member.Id), cancellationToken);
        }

        foreach (var due in cycle.Due)
        {
            var family = cycle.Members.Single(member => member.Id == due.MemberId).Family;
            await provider.MeasureAsync(due.MemberId, due.Measure, due.Week, AnswersOf(due, family), cancellationToken);
        }

        await provider.CompleteCycleAsync(id, cancellationToken);
        Telling.Line("Families, caregivers, children", $"{FamilyCount}, {FamilyCount}, {FamilyCount}");
        Telling.Line("Measures in weeks 0, 2 and 6", $"{cycle.Due.Count, 4}");
    }

    private static async Task<Guid> CaseAsync(Agency provider, int family, bool isChild, CancellationToken cancellationToken)
    {
        var code = $"SFP-2021-09-{family}-{(isChild ? "child" : "caregiver")}";
        var born = DateOnly.FromDateTime(DateTime.UtcNow).AddYears(isChild ? -10 : -36).AddDays(-family);
        var person = new NewServiceUser(
            isChild ? $"Çaga{(char)('A' + family)}" : $"Ene{(char)('A' + family)}",
            $"Tejribe{(char)('A' + (family * 2))}{(char)('a' + family)}wa",
            "female",
            "TM-S-01",
            born,
            false,
            code
        );
        var user =
            await provider.FindServiceUserAsync(code, cancellationToken)
            ?? await provider.RegisterServiceUserAsync(person, cancellationToken);
        return await provider.OpenCaseAsync(user, cancellationToken);
    }

    /// <summary>Invented answers: in each family it becomes a little easier, in some more than in others.</summary>
    private static Dictionary<string, string> AnswersOf(DueMeasure due, int family)
    {
        var level = Math.Max(0, 2 + (family % 2) - (due.Week > 0 ? 1 : 0) - (due.Week > 2 ? family % 3 / 2 : 0));
        return due.Measure switch
        {
            "child-difficulties" => Codes("worries", 5)
                .Concat(Codes("conduct", 5))
                .Concat(Codes("attention", 5))
                .Concat(Codes("friends", 5))
                .ToDictionary(code => code, _ => level > 1 ? "somewhat" : "not"),
            "parenting" => Codes("parenting", 6).ToDictionary(code => code, code => Words[Reversed.Contains(code) ? 3 - level : level]),
            _ => Codes("family", 6).ToDictionary(code => code, code => Words[Reversed.Contains(code) ? 3 - level : level]),
        };
    }

    private static IEnumerable<string> Codes(string scale, int count) => Enumerable.Range(1, count).Select(number => $"{scale}-{number}");
}
