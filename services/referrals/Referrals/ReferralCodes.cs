namespace SocialServices.Referrals.Referrals;

/// <summary>FHIR R4 Task.status without <c>ready</c> and <c>received</c>, as Gravity SDOH-CC uses it for referrals.</summary>
internal enum ReferralStatus
{
    Draft,
    Requested,
    Accepted,
    Rejected,
    InProgress,
    OnHold,
    Completed,
    Failed,
    Cancelled,
    EnteredInError,
}

internal enum Priority
{
    Emergency,
    Urgent,
    Normal,
}

/// <summary>Why a referral ended without help.</summary>
internal enum EndReason
{
    NoCapacity,
    NotEligible,
    WrongService,
    OutsideArea,
    NotReachable,
    DeclinedByUser,
    NoLongerNeeded,
    ReferredElsewhere,
    ConsentWithdrawn,
    MovedAway,
    Deceased,
    Other,
}

/// <summary>What was told because of the deadline.</summary>
internal enum Escalation
{
    None,
    Reminded,
    Escalated,
}

/// <summary>The parties of a referral. One organization can be both.</summary>
[Flags]
internal enum Sides
{
    None = 0,
    Requester = 1,
    Receiver = 2,
    Either = Requester | Receiver,
}

internal static class Priorities
{
    /// <summary>How soon help must begin (inter-agency referral form).</summary>
    public static TimeSpan Within(this Priority priority) =>
        priority switch
        {
            Priority.Emergency => TimeSpan.FromHours(24),
            Priority.Urgent => TimeSpan.FromHours(72),
            _ => TimeSpan.FromDays(14),
        };
}
