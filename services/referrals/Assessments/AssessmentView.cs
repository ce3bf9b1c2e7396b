namespace SocialServices.Referrals.Assessments;

/// <summary>An assessment with what was answered and what it says.</summary>
/// <param name="Answers">By question.</param>
/// <param name="Missing">Questions that must be answered before it can be completed.</param>
/// <param name="Result">Of a completed one.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "caseId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "instrument": "needs-assessment",
/// "instrumentVersion": 1, "status": "completed", "startedBy": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03",
/// "startedAt": "2021-05-06T09:30:00Z", "completedBy": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03", "completedAt": "2021-05-09T09:30:00Z",
/// "answers": {"people": "4", "children": "no", "self-care": "much", "moving": "some", "housekeeping": "none",
/// "official-disability": "no", "alone": "no", "violence": "yes", "immediate": "yes", "addiction": "yes"}, "missing": [],
/// "result": {"scores": [{"scale": "dependence", "score": 3, "prorated": false, "band": "some-help"}], "risk": "critical",
/// "needs": ["addiction", "domestic-violence", "everyday-care", "safety"]}}
/// </example>
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
