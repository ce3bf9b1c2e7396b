using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// The receiver rejects the referral and names a better site: the requester finds a draft to it that follows this one. Nothing is sent
/// on before the requester requests it, because the person allowed the requester to share, and no one else.
/// </summary>
internal static class RedirectReferral
{
    /// <param name="SiteId">A site that may help; also another one of the receiver, for its own intake.</param>
    /// <param name="Reason">In words, for the requester; stored sealed.</param>
    /// <example>{"siteId": "017cdf3e-6c00-7a01-9c11-5d0e4f7a9b12", "reason": "The centre in Mary works with adolescents."}</example>
    public sealed record Request(Guid SiteId, [property: Required, MaxLength(2000)] string Reason);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/redirect", HandleAsync)
            .WithName(nameof(RedirectReferral))
            .WithSummary("Reject a requested referral and suggest another site. The requester gets a draft to it.")
            .WithDescription("409 consent-does-not-cover when the consent does not name the other site's organization: reject it instead.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralsDb db,
        ReferralDesk desk,
        ReceivingSites sites,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (referral, refusal) = await desk.TakeUpAsync(id, ReferralLifeCycle.Redirect, ifMatch, cancellationToken);
        if (referral is null)
        {
            return refusal!;
        }

        if (request.SiteId == referral.SiteId || await sites.FindAsync(request.SiteId, cancellationToken) is not { TakesPeople: true } site)
        {
            return Problems.Invalid("siteId", "No other site of the register that takes people has this id.");
        }

        var now = clock.GetUtcNow();
        var consent = await db.Consents.AsNoTracking().SingleAsync(c => c.Id == referral.ConsentId, cancellationToken);
        if (Consents.ConsentRules.FindRefusal(consent, site.Organization, referral.SharedData, Ashgabat.Day(now)) is { } uncovered)
        {
            return ReferralProblems.ConsentDoesNotCover(uncovered.Reason);
        }

        var @case = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == referral.CaseId, cancellationToken);
        if (@case.ClosedAt is not null)
        {
            return CaseProblems.Closed;
        }

        var draft = new DraftReferral.Request(
            request.SiteId,
            envelope.Open<string>(referral.Need, id, nameof(referral.Need)),
            referral.Priority,
            consent.Id,
            referral.SharedData
        );
        var next = Referral.Draft(@case, consent, site, draft, envelope, now, id);
        db.Add(next);
        await desk.AnnounceAsync(next, cancellationToken);
        return await desk.MoveAsync(
            referral,
            ReferralLifeCycle.Redirect,
            new MoveReason(EndReason.ReferredElsewhere, request.Reason),
            cancellationToken
        );
    }
}
