namespace SocialServices.Referrals.Plans;

/// <summary>A plan with its goals and actions.</summary>
/// <param name="Comment">The supervisor's.</param>
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
