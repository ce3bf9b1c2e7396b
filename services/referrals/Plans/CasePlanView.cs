namespace SocialServices.Referrals.Plans;

/// <summary>A plan with its goals and actions.</summary>
/// <param name="Comment">The supervisor's.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": 1, "status": "approved",
/// "writtenBy": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "writtenAt": "2021-05-06T09:30:00Z",
/// "decidedBy": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03", "decidedAt": "2021-05-06T09:30:00Z", "reviewOn": "2021-09-01",
/// "goals": [{"text": "The children stay with the family.", "actions": [{"id": "0179a2c0-6a00-7c13-9d40-1f6b8a2c3d04",
/// "text": "Find a school place.", "workerId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "due": "2021-09-01",
/// "doneAt": "2021-05-06T09:30:00Z", "outcome": "The school took both.", "overdue": false, "eTag": "\"1068684\""}]}]}
/// </example>
internal sealed record CasePlanView(
    Guid Id,
    int Number,
    PlanStatus Status,
    Guid WrittenBy,
    DateTimeOffset WrittenAt,
    Guid? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Comment,
    DateOnly ReviewOn,
    IReadOnlyList<CasePlanView.Goal> Goals
)
{
    public sealed record Goal(string Text, IReadOnlyList<Action> Actions);

    /// <param name="Overdue">The plan is approved, the day has passed and it is not done.</param>
    /// <param name="ETag">For If-Match.</param>
    public sealed record Action(
        Guid Id,
        string Text,
        Guid? WorkerId,
        DateOnly Due,
        DateTimeOffset? DoneAt,
        string? Outcome,
        bool Overdue,
        string ETag
    );

    public static CasePlanView Of(CasePlan plan, CareDesk desk) =>
        new(
            plan.Id,
            plan.Number,
            plan.Status,
            plan.WrittenBy,
            plan.WrittenAt,
            plan.DecidedBy,
            plan.DecidedAt,
            desk.OpenText(plan.Comment, plan.Id, nameof(plan.Comment)),
            plan.ReviewOn,
            [
                .. desk.Open<List<string>>(plan.Goals, plan.Id, nameof(plan.Goals))
                    .Index()
                    .Select(goal => new Goal(
                        goal.Item,
                        [.. plan.Actions.Where(a => a.Goal == goal.Index).OrderBy(a => a.Id).Select(a => OfAction(a, plan.Status, desk))]
                    )),
            ]
        );

    private static Action OfAction(PlanAction action, PlanStatus status, CareDesk desk) =>
        new(
            action.Id,
            desk.Open<string>(action.Text, action.Id, nameof(action.Text)),
            action.WorkerId,
            action.Due,
            action.DoneAt,
            desk.OpenText(action.Outcome, action.Id, nameof(action.Outcome)),
            status is PlanStatus.Approved && action.DoneAt is null && action.Due < desk.Today,
            ServiceDefaults.Http.ETag.Of(action.Version).ToString()
        );
}
