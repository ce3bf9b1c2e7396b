using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// From the commit on no receiver reads what was shared: each read asks for the consent's status then. The open referrals under it end
/// in the same transaction, so that no move comes between.
/// </summary>
internal static class WithdrawConsent
{
    /// <param name="Reason">When the person gives one; stored sealed. Nobody has to.</param>
    /// <example>{"reason": "Does not want to be visited any more."}</example>
    public sealed record Request([property: MaxLength(2000)] string? Reason = null);

    /// <param name="Id">The consent.</param>
    /// <param name="Status">withdrawn.</param>
    /// <param name="WithdrawnAt">When.</param>
    /// <param name="EndedReferrals">The referrals that ended with it.</param>
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "status": "withdrawn", "withdrawnAt": "2021-05-06T09:30:00Z",
    /// "endedReferrals": ["0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02"]}
    /// </example>
    public sealed record Response(Guid Id, ConsentStatus Status, DateTimeOffset WithdrawnAt, IReadOnlyList<Guid> EndedReferrals);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/consents/{id:guid}/withdraw", HandleAsync)
            .WithName(nameof(WithdrawConsent))
            .AboutPeople("consent")
            .WithSummary(
                "Withdraw a consent. Open referrals under it end at once, and every receiver stops seeing what was shared. Needs If-Match."
            )
            .WithDescription("A withdrawn consent never becomes valid again: record a new one. The capacity of the referrals is released.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request? request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralsDb db,
        ReferralDesk desk,
        CareDesk care,
        Envelope envelope,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        await care.FindConsentAsync(id, cancellationToken); // asks the register, if it must, before anything is locked
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockConsentAsync(id, cancellationToken);
        var found = ToChange.Check(await care.FindConsentAsync(id, cancellationToken), "The consent", _ => null, ifMatch);
        if (!found.IsAllowed(out var consent, out var refusal))
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        if (!consent.TryWithdraw(request?.Reason, envelope, now))
        {
            return Problems.Conflict("consent-withdrawn", "The consent is already withdrawn.");
        }

        var open = await db
            .Referrals.Where(r => r.ConsentId == id && ReferralLifeCycle.Open.Contains(r.Status))
            .OrderBy(r => r.Id)
            .ToListAsync(cancellationToken);
        foreach (var referral in open)
        {
            await desk.EndWithConsentAsync(referral, now, cancellationToken);
        }

        db.Audit("withdraw consent", $"consent/{id}");
        db.Publish(new ConsentWithdrawn(id, consent.CaseId, consent.Recipients));
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        await transaction.CommitAsync(cancellationToken);
        return http.Ok(
            consent.Version,
            new Response(id, consent.StatusOn(Ashgabat.Day(now)), now, [.. open.Select(referral => referral.Id)])
        );
    }
}
