using static SocialServices.Referrals.Referrals.ReferralStatus;

namespace SocialServices.Referrals.Referrals;

/// <summary>One kind of move: from where, to where, and whose it is.</summary>
/// <param name="Name">As in the URL.</param>
/// <param name="To">Status after it.</param>
/// <param name="By">Who may make it.</param>
/// <param name="From">Statuses in which it is possible.</param>
internal sealed record Move(string Name, ReferralStatus To, Sides By, params IReadOnlyList<ReferralStatus> From)
{
    /// <summary>Leads on: not possible once the consent is withdrawn. A way out always is.</summary>
    public bool NeedsConsent { get; init; } = To is Requested or Accepted or InProgress or OnHold or Completed;
}

/// <summary>
/// The state machine of a referral (Gravity SDOH-CC, ReferralTaskStateDiagram and TaskForReferralManagement). The diagram's
/// arrow between cancelled and in-progress is read as in-progress → cancelled; the other direction would revive a closed one.
/// </summary>
internal static class ReferralLifeCycle
{
    public static Move Request { get; } = new("request", Requested, Sides.Requester, Draft);
    public static Move Accept { get; } = new("accept", Accepted, Sides.Receiver, Requested);
    public static Move Reject { get; } = new("reject", Rejected, Sides.Receiver, Requested);
    public static Move Start { get; } = new("start", InProgress, Sides.Receiver, Accepted, OnHold);
    public static Move Hold { get; } = new("hold", OnHold, Sides.Receiver, Accepted);
    public static Move Complete { get; } = new("complete", Completed, Sides.Receiver, Accepted, InProgress, OnHold);
    public static Move Fail { get; } = new("fail", Failed, Sides.Receiver, Accepted, InProgress, OnHold);
    public static Move Cancel { get; } = new("cancel", Cancelled, Sides.Either, Requested, Accepted, InProgress, OnHold);

    public static Move EnterInError { get; } =
        new(
            "enter-in-error",
            EnteredInError,
            Sides.Requester,
            Draft,
            Requested,
            Accepted,
            Rejected,
            InProgress,
            OnHold,
            Completed,
            Failed,
            Cancelled
        );

    /// <summary>Rejects and makes a draft to another site: the draft needs the consent.</summary>
    public static Move Redirect { get; } = new("redirect", Rejected, Sides.Receiver, Requested) { NeedsConsent = true };

    /// <summary>No move: what the receiver records while it helps.</summary>
    public static Move Contact { get; } = new("contact", InProgress, Sides.Receiver, Accepted, InProgress, OnHold);

    /// <summary>Advice becomes a referral: a step that stays requested.</summary>
    public static Move Convert { get; } = new("convert", Requested, Sides.Requester, Requested);

    public static IReadOnlyList<Move> Moves { get; } = [Request, Accept, Reject, Start, Hold, Complete, Fail, Cancel, EnterInError];

    /// <summary>Not closed: something is still to be done.</summary>
    public static IReadOnlyList<ReferralStatus> Open { get; } = [Draft, Requested, Accepted, InProgress, OnHold];

    /// <summary>Ended, whether it helped or not; what was entered in error has never been.</summary>
    public static IReadOnlyList<ReferralStatus> Ended { get; } = [Rejected, Completed, Failed, Cancelled];

    /// <summary>Requested, and help has not begun: here the deadline counts.</summary>
    public static IReadOnlyList<ReferralStatus> AwaitingHelp { get; } = [Requested, Accepted, OnHold];

    /// <summary>The names of the moves that these parties may make in a status.</summary>
    public static IReadOnlyList<string> Allowed(ReferralStatus status, Sides sides) =>
        [
            .. Moves
                .Append(Redirect)
                .Where(move => move.From.Contains(status) && (move.By & sides) is not Sides.None)
                .Select(move => move.Name),
        ];

    /// <summary>As for its status, and by what it is: advice becomes a referral before it is accepted; who waits is not accepted yet.</summary>
    public static IReadOnlyList<string> Allowed(Referral referral, Sides sides)
    {
        var cannotAccept = referral.IsAdvice || referral.AwaitsCapacity;
        var canConvert = referral.IsAdvice && sides.HasFlag(Sides.Requester) && referral.Status is Requested;
        return
        [
            .. Allowed(referral.Status, sides).Where(move => !cannotAccept || move != Accept.Name),
            .. canConvert ? [Convert.Name] : Array.Empty<string>(),
        ];
    }
}
