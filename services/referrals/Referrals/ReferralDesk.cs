using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

/// <param name="Id">The referral.</param>
/// <param name="Number">R-2026-000123.</param>
/// <param name="Status">After the move.</param>
/// <param name="Deadline">Until when help must begin.</param>
/// <param name="WaitingSince">Present while no capacity is free and it waits on the site's list.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "R-2021-000010", "status": "requested", "deadline": "2021-05-09T09:30:00Z"}
/// </example>
internal sealed record ReferralMoved(Guid Id, string Number, ReferralStatus Status, DateTimeOffset? Deadline, DateTimeOffset? WaitingSince)
{
    public static ReferralMoved Of(Referral referral) =>
        new(referral.Id, referral.Number, referral.Status, referral.Deadline, referral.WaitingSince);
}

/// <summary>What all moves have in common: may the caller make it, then one write of move, audit entry and event.</summary>
internal sealed class ReferralDesk(
    ReferralsDb db,
    RequestContext context,
    ReferralAccess access,
    Envelope envelope,
    TimeProvider clock,
    IHttpContextAccessor http
)
{
    internal const string OneMovePerStep = "ix_referral_moves_referral_id_step";

    /// <summary>Takes up a referral for a move of the caller's organization.</summary>
    /// <returns>The referral, or why not: 404 for strangers, 403 for the wrong side, 428, 409 in the wrong status, 412.</returns>
    public async Task<(Referral? Referral, ProblemHttpResult? Refusal)> TakeUpAsync(
        Guid id,
        Move move,
        IfMatch? ifMatch,
        CancellationToken cancellationToken
    )
    {
        if (await access.FindAsync(db.Referrals, id, cancellationToken) is not var (referral, sides))
        {
            return (null, ReferralProblems.NotFound);
        }

        return referral switch
        {
            _ when (sides & move.By) is Sides.None => (null, ReferralProblems.WrongSide(move)),
            _ when ifMatch is null => (null, Problems.PreconditionRequired),
            _ when !move.From.Contains(referral.Status) => (null, ReferralProblems.WrongStatus(referral, sides)),
            _ when !ifMatch.Matches(referral.Version) => (null, Problems.Stale),
            _ => (referral, null),
        };
    }

    public async Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> MoveAsync(
        Referral referral,
        Move move,
        MoveReason? reason,
        CancellationToken cancellationToken
    )
    {
        if (ReferralProblems.UnlessGivenByPeople(reason?.Code) is { } notGiven)
        {
            return notGiven;
        }

        var now = clock.GetUtcNow();
        var organization = context.Organization();
        if (!referral.TryMove(move, organization, reason?.Seal(envelope, now), now))
        {
            return ReferralProblems.WrongStatus(referral, referral.SidesOf(organization));
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var consent = await db.LockForShareConsentAsync(referral.ConsentId, cancellationToken);
        if (move.NeedsConsent && consent!.WithdrawnAt is not null)
        {
            return ReferralProblems.ConsentDoesNotCover("The consent is withdrawn.");
        }

        await AnnounceAsync(referral, cancellationToken);
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            await transaction.RollbackAsync(cancellationToken);
            return await LostAsync(referral, move, refused, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return http.HttpContext!.Response.Ok(referral.Version, ReferralMoved.Of(referral));
    }

    /// <summary>A move in the receiver's name by somebody without an account, in the caller's transaction.</summary>
    /// <returns>False, and nothing changes, when the status or the consent does not allow it.</returns>
    public async Task<bool> TryMoveByLinkAsync(Referral referral, Move move, MoveReason? reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (
            await db.Consents.AnyAsync(c => c.Id == referral.ConsentId && c.WithdrawnAt != null, cancellationToken)
            || !referral.TryMove(move, referral.Receiver, reason?.Seal(envelope, now), now, byLink: true)
        )
        {
            return false;
        }

        await AnnounceAsync(referral, cancellationToken);
        return true;
    }

    /// <summary>The consent was withdrawn: the referral ends, whatever its status, in the caller's transaction.</summary>
    public async Task EndWithConsentAsync(Referral referral, DateTimeOffset now, CancellationToken cancellationToken)
    {
        referral.EndWithConsent(new MoveReason(EndReason.ConsentWithdrawn, null).Seal(envelope, now), now);
        await AnnounceAsync(referral, cancellationToken);
    }

    // Who comes second is told what the referral has become, when the move is no longer possible.
    private async Task<ProblemHttpResult> LostAsync(
        Referral referral,
        Move move,
        ProblemHttpResult refused,
        CancellationToken cancellationToken
    )
    {
        if (refused.StatusCode != StatusCodes.Status412PreconditionFailed)
        {
            return refused;
        }

        var (id, sides) = (referral.Id, referral.SidesOf(context.Organization()));
        var status = await db.Referrals.AsNoTracking().Where(r => r.Id == id).Select(r => r.Status).SingleAsync(cancellationToken);
        return move.From.Contains(status) ? refused : ReferralProblems.WrongStatus(status, ReferralLifeCycle.Allowed(status, sides));
    }

    /// <summary>Takes up and moves: for moves that need nobody else's answer.</summary>
    public async Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> MoveAsync(
        Guid id,
        Move move,
        IfMatch? ifMatch,
        MoveReason? reason,
        CancellationToken cancellationToken
    ) =>
        await TakeUpAsync(id, move, ifMatch, cancellationToken) is var (referral, refusal) && referral is not null
            ? await MoveAsync(referral, move, reason, cancellationToken)
            : refusal!;

    /// <summary>Audit entry and event of the last move, for the same write.</summary>
    public async Task AnnounceAsync(Referral referral, CancellationToken cancellationToken)
    {
        var user = await db.ServiceUsers.AsNoTracking().SingleAsync(u => u.Id == referral.ServiceUserId, cancellationToken);
        var move = referral.Moves.MaxBy(m => m.Step)!;
        db.Audit($"move referral to {Words.Of(move.To)}", $"referral/{referral.Id}");
        db.Publish(
            new ReferralStatusChanged(
                referral.Id,
                referral.CaseId,
                move.From is { } from ? Words.Of(from) : null,
                Words.Of(move.To),
                move.Step,
                referral.ServiceType,
                referral.SiteId,
                referral.Requester,
                referral.Receiver,
                Words.Of(referral.Priority),
                user.Open(envelope).DemographicsOn(Ashgabat.Day(move.At)),
                user.Id,
                referral.IsAdvice
            )
        );
    }
}
