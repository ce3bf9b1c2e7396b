using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// What a receiver without an account can do with a key. The key travels in the body and never in an address: addresses end up in logs.
/// An unknown, used and late key answer alike.
/// </summary>
internal static class AnswerByLink
{
    public const string OpenPrefix = "/referral-links";

    /// <param name="Key">As the requester sent it.</param>
    /// <example>{"key": "q3c0Yb1mJ8r2kWvT5nZs7A"}</example>
    public sealed record OpenRequest([property: Required, MaxLength(100)] string Key);

    /// <param name="Key">As the requester sent it.</param>
    /// <param name="Answer">One of those that open has listed: accept or reject; once accepted complete or fail.</param>
    /// <param name="ReasonCode">With reject and fail; see there.</param>
    /// <param name="Text">
    /// With reject and fail: why. With complete: what was done and what came of it. For the requester; stored sealed.
    /// </param>
    /// <example>
    /// {"key": "q3c0Yb1mJ8r2kWvT5nZs7A", "answer": "reject", "reasonCode": "no-capacity", "text": "Nothing is free before March."}
    /// </example>
    public sealed record AnswerRequest(
        [property: Required, MaxLength(100)] string Key,
        LinkAnswer Answer,
        EndReason? ReasonCode = null,
        [property: MaxLength(4000)] string? Text = null
    );

    /// <param name="Answers">What can be answered with the key now; nothing once it was.</param>
    /// <param name="Person">What is shared of the person.</param>
    /// <param name="Need">When it is shared.</param>
    /// <example>
    /// {"number": "R-2021-000004", "serviceType": "parents-with-addictions", "siteId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02",
    /// "priority": "urgent", "status": "requested", "deadline": "2021-05-09T09:30:00Z", "answers": ["accept", "reject"],
    /// "person": {"givenName": "Ogulgerek", "familyName": "Durdyýewa"}, "need": "Needs counselling after losing work."}
    /// </example>
    public sealed record Response(
        string Number,
        string ServiceType,
        Guid SiteId,
        Priority Priority,
        ReferralStatus Status,
        DateTimeOffset? Deadline,
        IReadOnlyList<LinkAnswer> Answers,
        SharedPerson? Person,
        string? Need
    );

    public static void Map(IEndpointRouteBuilder open)
    {
        open.MapPost($"{OpenPrefix}/open", OpenAsync)
            .WithName("OpenReferralLink")
            .AboutPeople("referral")
            .WithSummary("Read the referral of a key: what is shared of the person and the need. Audited. Does not use the key up.")
            .Refuses(StatusCodes.Status404NotFound);
        open.MapPost($"{OpenPrefix}/answer", HandleAsync)
            .WithName(nameof(AnswerByLink))
            .AboutPeople("referral")
            .WithSummary("Accept or reject the referral of a key, or tell what came of it. Uses the key up.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> OpenAsync(
        OpenRequest request,
        ReferralsDb db,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(db, request.Key, clock.GetUtcNow(), cancellationToken) is not var (link, referral))
        {
            return Unknown;
        }

        var user = await db.ServiceUsers.AsNoTracking().SingleAsync(u => u.Id == referral.ServiceUserId, cancellationToken);
        db.Audit("read referral by link", $"referral/{referral.Id}", $"link/{link.Id}");
        db.Audit("read service user", $"service-user/{user.Id}", $"link/{link.Id}");
        await db.SaveChangesAsync(cancellationToken);
        var shared = referral.SharedData;
        return TypedResults.Ok(
            Of(
                referral,
                shared.Any(category => category is not DataCategory.Need) ? SharedPerson.Of(user.Open(envelope), shared) : null,
                shared.Contains(DataCategory.Need) ? envelope.Open<string>(referral.Need, referral.Id, nameof(referral.Need)) : null
            )
        );
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        AnswerRequest request,
        ReferralsDb db,
        ReferralDesk desk,
        SiteCapacity capacity,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        if (await FindAsync(db, request.Key, now, cancellationToken) is not var (link, referral))
        {
            return Unknown;
        }

        var move = MoveOf(request.Answer);
        if (!move.From.Contains(referral.Status))
        {
            return ReferralProblems.WrongStatus(referral.Status, Sides.None);
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
        if (!await desk.TryMoveForAsync(referral, move, reason, cancellationToken))
        {
            return Unknown;
        }

        db.Audit("answer referral by link", $"referral/{referral.Id}", $"link/{link.Id}");
        if (await db.SaveAsync(cancellationToken) is not null)
        {
            return Unknown; // somebody used the key, or moved the referral, at the same time
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(Of(referral, null, null) with { Answers = [] });
    }

    private static ProblemHttpResult Unknown => Problems.NotFound("A referral that this key opens");

    private static bool IsPossible(LinkAnswer answer, Referral referral) =>
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

    private static ProblemHttpResult? FindMissing(AnswerRequest request) =>
        request switch
        {
            { Answer: LinkAnswer.Accept } => null,
            { Answer: LinkAnswer.Reject or LinkAnswer.Fail, ReasonCode: null or EndReason.ConsentWithdrawn } => Problems.Invalid(
                "reasonCode",
                "Say why, by a code."
            ),
            { Answer: LinkAnswer.Complete, ReasonCode: not null } => Problems.Invalid(
                "reasonCode",
                "Help that was given has no reason code."
            ),
            _ when string.IsNullOrWhiteSpace(request.Text) => Problems.Invalid(
                "text",
                request.Answer is LinkAnswer.Complete ? "Say what was done and what came of it." : "Say why, in words."
            ),
            _ => null,
        };

    /// <returns>
    /// Null unless the key is good, the referral waits for something of the receiver, and the consent holds. A key that was made to accept
    /// or reject does not open what somebody else has accepted.
    /// </returns>
    private static async Task<(ReferralLink, Referral)?> FindAsync(
        ReferralsDb db,
        string key,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var digest = ReferralLink.DigestOf(key);
        if (await db.ReferralLinks.SingleOrDefaultAsync(l => l.Digest == digest, cancellationToken) is not { } link || !link.IsGoodAt(now))
        {
            return null;
        }

        var referral = await db.Referrals.SingleAsync(r => r.Id == link.ReferralId, cancellationToken);
        var consent = await db.Consents.AsNoTracking().SingleAsync(c => c.Id == referral.ConsentId, cancellationToken);
        var madeAt = link.CreatedAt;
        return
            ReferralLink.CanBeMadeFor(referral.Status)
            && consent.StatusOn(Ashgabat.Day(now)) is ConsentStatus.Valid
            && !await db.Referrals.AnyAsync(
                r => r.Id == referral.Id && r.Moves.Any(m => m.To == ReferralStatus.Accepted && m.At > madeAt),
                cancellationToken
            )
            ? (link, referral)
            : null;
    }

    private static Response Of(Referral referral, SharedPerson? person, string? need) =>
        new(
            referral.Number,
            referral.ServiceType,
            referral.SiteId,
            referral.Priority,
            referral.Status,
            referral.Deadline,
            [.. Enum.GetValues<LinkAnswer>().Where(answer => IsPossible(answer, referral))],
            person,
            need
        );
}
