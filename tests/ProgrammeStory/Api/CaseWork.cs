namespace SocialServices.ProgrammeStory.Api;

/// <summary>What the story uses of the work with cases: agreements, assessments, plans, group programmes.</summary>
internal static class CaseWork
{
    private const string Root = "/api/v1/referrals";

    public static Task RecordAgreementAsync(this Agency office, string organization, CancellationToken cancellationToken) =>
        office.PutAsync<object>(
            $"{Root}/agreements/{organization}",
            new { Reference = $"DSA-{organization}", ValidFrom = new DateOnly(2021, 1, 1) },
            cancellationToken
        );

    public static Task<OneCase> CaseAsync(this Agency agency, Guid caseId, CancellationToken cancellationToken) =>
        agency.GetAsync<OneCase>($"{Root}/cases/{caseId}", cancellationToken);

    public static Task AssignCaseAsync(this Agency agency, Guid caseId, Guid workerId, CancellationToken cancellationToken) =>
        agency.ChangeAsync<object>($"{Root}/cases/{caseId}", "assign", new { WorkerId = workerId }, cancellationToken);

    public static Task<ListOf<Known>> AssessmentsAsync(this Agency agency, Guid caseId, CancellationToken cancellationToken) =>
        agency.GetAsync<ListOf<Known>>($"{Root}/cases/{caseId}/assessments", cancellationToken);

    public static async Task<AssessmentResult> AssessAsync(
        this Agency agency,
        Guid caseId,
        IReadOnlyDictionary<string, string> answers,
        CancellationToken cancellationToken
    )
    {
        var started = await agency.CreateAsync<Known>(
            $"{Root}/cases/{caseId}/assessments",
            new { Instrument = "needs-assessment" },
            $"case/{caseId}/assessment",
            cancellationToken
        );
        await agency.ReplaceAsync<object>($"{Root}/assessments/{started.Id}", "answers", new { Answers = answers }, cancellationToken);
        return (await agency.ChangeAsync<Assessed>($"{Root}/assessments/{started.Id}", "complete", new { }, cancellationToken)).Result;
    }

    public static Task<Known> PlanAsync(this Agency agency, Guid caseId, object plan, CancellationToken cancellationToken) =>
        agency.CreateAsync<Known>($"{Root}/cases/{caseId}/plans", plan, $"case/{caseId}/plan", cancellationToken);

    public static Task MovePlanAsync(this Agency agency, Guid plan, string move, object body, CancellationToken cancellationToken) =>
        agency.PostAnyAsync<object>($"{Root}/plans/{plan}/{move}", body, cancellationToken);

    public static Task WriteEntryAsync(this Agency agency, Guid caseId, object entry, string key, CancellationToken cancellationToken) =>
        agency.CreateAsync<Known>($"{Root}/cases/{caseId}/entries", entry, $"case/{caseId}/entry/{key}", cancellationToken);

    public static Task<IReadOnlyList<Cycle>> CyclesAsync(this Agency agency, CancellationToken cancellationToken) =>
        agency.ListAsync<Cycle>($"{Root}/group-cycles", cancellationToken);

    public static Task<Known> PlanCycleAsync(this Agency agency, object cycle, string key, CancellationToken cancellationToken) =>
        agency.CreateAsync<Known>($"{Root}/group-cycles", cycle, $"group-cycle/{key}", cancellationToken);

    public static Task<WholeCycle> CycleAsync(this Agency agency, Guid cycle, CancellationToken cancellationToken) =>
        agency.GetAsync<WholeCycle>($"{Root}/group-cycles/{cycle}", cancellationToken);

    public static Task EnrolFamilyAsync(this Agency agency, Guid cycle, object members, CancellationToken cancellationToken) =>
        agency.ChangeAsync<object>($"{Root}/group-cycles/{cycle}", "families", new { Members = members }, cancellationToken);

    public static Task AttendAsync(this Agency agency, Guid session, IEnumerable<Guid> present, CancellationToken cancellationToken) =>
        agency.PutAsync<object>($"{Root}/group-sessions/{session}/attendance", new { Present = present }, cancellationToken);

    public static Task MeasureAsync(
        this Agency agency,
        Guid member,
        string measure,
        int week,
        IReadOnlyDictionary<string, string> answers,
        CancellationToken cancellationToken
    ) =>
        agency.CreateAsync<Known>(
            $"{Root}/group-members/{member}/measures",
            new
            {
                Measure = measure,
                Week = week,
                Answers = answers,
            },
            $"group-member/{member}/{measure}/{week}",
            cancellationToken
        );

    public static Task CompleteCycleAsync(this Agency agency, Guid cycle, CancellationToken cancellationToken) =>
        agency.ChangeAsync<object>($"{Root}/group-cycles/{cycle}", "complete", new { }, cancellationToken);
}

internal sealed record ListOf<T>(IReadOnlyList<T> Items);

internal sealed record Known(Guid Id);

internal sealed record OneCase(CaseState Case);

internal sealed record CaseState(Guid Id, string Number, Guid? WorkerId, string Workflow);

internal sealed record Assessed(AssessmentResult Result);

internal sealed record AssessmentResult(string? Risk, IReadOnlyList<string> Needs);

internal sealed record Cycle(Guid Id, string Programme, DateTimeOffset? CompletedAt);

internal sealed record WholeCycle(
    Guid Id,
    IReadOnlyList<CycleSession> Sessions,
    IReadOnlyList<CycleMember> Members,
    IReadOnlyList<DueMeasure> Due
);

internal sealed record CycleSession(Guid Id, int Number, bool Recorded);

internal sealed record CycleMember(Guid Id, int Family, string Role, Guid CaseId);

internal sealed record DueMeasure(Guid MemberId, string Measure, int Week);
