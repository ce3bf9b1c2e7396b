using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

/// <summary>What a receiver without an account does with a key.</summary>
internal static class AnswerByLink
{
    /// <param name="Key">As the requester sent it.</param>
    /// <param name="Answer">One of those that <c>open</c> has listed: accept or reject; once accepted complete or fail.</param>
    /// <param name="ReasonCode">With reject and fail; see there.</param>
    /// <param name="Text">
    /// With reject and fail: why. With complete: what was done and what came of it. For the requester; stored sealed.
    /// </param>
    /// <example>
    /// {"key": "q3c0Yb1mJ8r2kWvT5nZs7A", "answer": "reject", "reasonCode": "no-capacity", "text": "Nothing is free before March."}
    /// </example>
    public sealed record Request(
        [property: Required, MaxLength(100)] string Key,
        LinkAnswer Answer,
        EndReason? ReasonCode = null,
        [property: MaxLength(4000)] string? Text = null
    );

    /// <param name="Number">R-2026-000123.</param>
    /// <param name="Status">After the answer.</param>
    /// <example>{"number": "R-2021-000004", "status": "rejected"}</example>
    public sealed record Response(string Number, ReferralStatus Status);

    public static void Map(IEndpointRouteBuilder open) =>
        open.MapPost($"{LinkAccess.Prefix}/answer", HandleAsync)
            .WithName(nameof(AnswerByLink))
            .AboutPeople("referral")
            .WithSummary("Accept or reject the referral of a key, or tell what came of it. Uses the key up.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        ReferralsDb db,
        ReferralDesk desk,
        SiteCapacity capacity,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        if (await LinkAccess.FindAsync(db, request.Key, now, cancellationToken) is not var (link, referral))
        {
            return LinkAccess.Unknown;
        }

        var move = MoveOf(request.Answer);
        if (!move.From.Contains(referral.Status))
        {
            return ReferralProblems.WrongStatus(referral, Sides.None);
        }

        if (FindMissing(request) is { } missing)
        {
            return missing;
        }

        if (request.Answer is LinkAnswer.Accept)
        {
            if (ReferralProblems.UnlessAcceptable(referral) is { } notYet)
            {
                return notYet;
            }

            if (await capacity.TakeAsync(referral.Id, cancellationToken) is { } noCapacity)
            {
                return noCapacity;
            }
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockForShareConsentAsync(referral.ConsentId, cancellationToken);
        link.Use(now);
        var reason = request.Answer is LinkAnswer.Accept ? null : new MoveReason(request.ReasonCode, request.Text);
        if (!await desk.TryMoveByLinkAsync(referral, move, reason, cancellationToken))
        {
            return LinkAccess.Unknown;
        }

        db.Audit("answer referral by link", $"referral/{referral.Id}", $"link/{link.Id}");
        if (await db.SaveAsync(cancellationToken) is not null)
        {
            return LinkAccess.Unknown; // somebody used the key, or moved the referral, at the same time
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Response(referral.Number, referral.Status));
    }

    public static bool IsPossible(LinkAnswer answer, Referral referral) =>
        MoveOf(answer).From.Contains(referral.Status)
        && (answer is not LinkAnswer.Accept || ReferralProblems.UnlessAcceptable(referral) is null);

    private static Move MoveOf(LinkAnswer answer) =>
        answer switch
        {
            LinkAnswer.Accept => ReferralLifeCycle.Accept,
            LinkAnswer.Reject => ReferralLifeCycle.Reject,
            LinkAnswer.Complete => ReferralLifeCycle.Complete,
            _ => ReferralLifeCycle.Fail,
        };

    private static ProblemHttpResult? FindMissing(Request request) =>
        request switch
        {
            { Answer: LinkAnswer.Accept } => null,
            { Answer: LinkAnswer.Reject or LinkAnswer.Fail, ReasonCode: null } => Problems.Invalid("reasonCode", "Say why, by a code."),
            { Answer: LinkAnswer.Complete, ReasonCode: not null } => Problems.Invalid(
                "reasonCode",
                "Help that was given has no reason code."
            ),
            _ when string.IsNullOrWhiteSpace(request.Text) => Problems.Invalid(
                "text",
                request.Answer is LinkAnswer.Complete ? "Say what was done and what came of it." : "Say why, in words."
            ),
            _ => ReferralProblems.UnlessGivenByPeople(request.ReasonCode),
        };
}
