using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>Certified specialists assess the needs of the first families' adults, and a supervisor approves their plans.</summary>
internal static class NeedsAndPlans
{
    private const int Cases = 8;

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["people"] = "4",
        ["children"] = "yes",
        ["separation-risk"] = "no",
        ["parenting"] = "yes",
        ["self-care"] = "none",
        ["moving"] = "none",
        ["housekeeping"] = "some",
        ["official-disability"] = "no",
        ["alone"] = "no",
        ["violence"] = "no",
        ["addiction"] = "yes",
    };

    public static async Task TellAsync(Agencies agencies, IReadOnlyList<PersonInCare> people, CancellationToken cancellationToken)
    {
        Telling.Chapter("Specialists assess needs and plan help");
        var workers = (await agencies.Programme.WorkersAsync("mlspp", cancellationToken))
            .OrderBy(w => w.Code, StringComparer.Ordinal)
            .ToList();
        var specialists = workers.Where(worker => worker.Code?.StartsWith("SWS", StringComparison.Ordinal) is true).Take(Cases).ToList();
        var supervisor = agencies.Cases.As(
            workers.First(worker => worker.Code?.StartsWith(Timeline.ManagerCode, StringComparison.Ordinal) is true).Id
        );
        var (made, needs) = (0, new HashSet<string>());
        var adults = people.Where(person => !person.Member.IsChild).Take(Cases).ToList();
        foreach (var (index, person) in adults.Index())
        {
            var specialist = specialists[index];
            var known = await supervisor.CaseAsync(person.CaseId, cancellationToken);
            if (known.Case.WorkerId != specialist.Id)
            {
                await supervisor.AssignCaseAsync(person.CaseId, specialist.Id, cancellationToken);
            }

            var acting = agencies.Cases.As(specialist.Id);
            if ((await acting.AssessmentsAsync(person.CaseId, cancellationToken)).Items.Count > 0)
            {
                continue;
            }

            needs.UnionWith((await acting.AssessAsync(person.CaseId, Answers, cancellationToken)).Needs);
            var today = DateOnly.FromDateTime(DateTime.UtcNow);
            var plan = await acting.PlanAsync(person.CaseId, PlanFor(specialist.Id, today), cancellationToken);
            await acting.MovePlanAsync(plan.Id, "submit", new { }, cancellationToken);
            await supervisor.MovePlanAsync(plan.Id, "decide", new { Approve = true }, cancellationToken);
            await acting.WriteEntryAsync(
                person.CaseId,
                new
                {
                    Kind = "home-visit",
                    Text = "Invented: all were at home, the flat is dry.",
                    HappenedAt = DateTimeOffset.UtcNow.AddMinutes(-5),
                },
                "visit",
                cancellationToken
            );
            made++;
        }

        Telling.Count("Assessed, with an approved plan", adults.Count, made);
        if (made > 0)
        {
            Telling.Line("Needs found", string.Join(", ", needs.Order(StringComparer.Ordinal)));
        }
    }

    private static object PlanFor(Guid specialist, DateOnly today) =>
        new
        {
            Goals = new[]
            {
                new
                {
                    Text = "Invented: evenings without quarrels.",
                    Actions = new[]
                    {
                        new
                        {
                            Text = "Take part in Strong Families.",
                            Due = today.AddDays(60),
                            WorkerId = (Guid?)null,
                        },
                        new
                        {
                            Text = "Call after two weeks.",
                            Due = today.AddDays(14),
                            WorkerId = (Guid?)specialist,
                        },
                    },
                },
            },
            ReviewOn = today.AddDays(90),
        };
}
