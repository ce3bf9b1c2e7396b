namespace SocialServices.Referrals.Assessments;

/// <summary>An assessment with what was answered and what it says.</summary>
/// <param name="Answers">By question.</param>
/// <param name="Missing">Questions that must be answered before it can be completed.</param>
/// <param name="Result">Of a completed one.</param>
internal sealed record AssessmentView(
    Guid Id,
    Guid CaseId,
    string Instrument,
    int InstrumentVersion,
    AssessmentStatus Status,
    Guid StartedBy,
    DateTimeOffset StartedAt,
    Guid? CompletedBy,
    DateTimeOffset? CompletedAt,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyList<string> Missing,
    AssessmentResult? Result
)
{
    public static AssessmentView Of(Assessment assessment, Instrument instrument, CareDesk desk)
    {
        var answers = desk.Open<Dictionary<string, string>>(assessment.Answers, assessment.Id, nameof(assessment.Answers));
        return new AssessmentView(
            assessment.Id,
            assessment.CaseId,
            assessment.Instrument,
            assessment.InstrumentVersion,
            assessment.Status,
            assessment.StartedBy,
            assessment.StartedAt,
            assessment.CompletedBy,
            assessment.CompletedAt,
            answers,
            [.. Scoring.Shown(instrument, answers).Where(q => q.IsRequired && !answers.ContainsKey(q.Code)).Select(q => q.Code)],
            assessment.Result is { } result ? desk.Open<AssessmentResult>(result, assessment.Id, nameof(assessment.Result)) : null
        );
    }
}
