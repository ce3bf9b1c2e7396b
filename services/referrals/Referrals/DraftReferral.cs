using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Agreements;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

internal static class DraftReferral
{
    /// <param name="SiteId">Where help is asked for; its organization becomes the receiver.</param>
    /// <param name="Need">What the person needs, up to 4000 characters; stored sealed.</param>
    /// <param name="Priority">emergency (24 h), urgent (72 h) or normal (14 days).</param>
    /// <param name="ConsentId">A consent of the same case.</param>
    /// <param name="SharedData">identity, contact, identifiers, disability, need: what the receiver will see.</param>
    /// <param name="ServiceType">Code; must be what the site delivers.</param>
    /// <param name="Advice">True: ask the receiver for advice only. It can become a referral under the same number.</param>
    /// <param name="Follows">An ended referral of the same person that did not help enough. This one continues it; need says why.</param>
    /// <example>
    /// {"siteId": "017cdf3e-6c00-7a01-9c11-5d0e4f7a9b11", "need": "Counselling after losing work; drinks since March.",
    /// "priority": "urgent", "consentId": "0192c2a0-6a00-7c21-8e51-2a7c9b3d4e02", "sharedData": ["identity", "contact", "need"]}
    /// </example>
    public sealed record Request(
        Guid SiteId,
        [property: Required, MaxLength(4000)] string Need,
        Priority Priority,
        Guid ConsentId,
        [property: MinLength(1), MaxLength(10)] IReadOnlyList<DataCategory> SharedData,
        [property: MaxLength(50)] string? ServiceType = null,
        Guid? Follows = null,
        bool Advice = false
    );

    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "R-2021-000001", "status": "draft", "receiver": "nrcs"}
    /// </example>
    public sealed record Response(Guid Id, string Number, ReferralStatus Status, string Receiver);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/referrals", HandleAsync)
            .Idempotent()
            .WithName(nameof(DraftReferral))
            .OpenInEmergencies()
            .AboutPeople("case")
            .WithSummary("Draft a referral to a service at a site. The receiver does not see it before it is requested.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        ReferralsDb db,
        RequestContext context,
        CareDesk care,
        ReceivingSites sites,
        ReferralDesk desk,
        Envelope envelope,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (@case, closed) = await care.FindOpenCaseAsync(id, cancellationToken);
        if (@case is null)
        {
            return closed!;
        }

        var site = await sites.FindAsync(request.SiteId, cancellationToken);
        if (Refuse(request, site) is { } refusal)
        {
            return refusal;
        }

        if (await db.UnlessAgreedAsync(@case.Organization, site!.Organization, care.Today, cancellationToken) is { } noAgreement)
        {
            return noAgreement;
        }

        await db.BeginAsync(cancellationToken); // the peers have answered
        if (await db.LockForShareConsentAsync(request.ConsentId, cancellationToken) is not { } consent || consent.CaseId != id)
        {
            context.Refuse("consent", request.ConsentId);
            return Problems.Invalid("consentId", "No consent of this case has this id.");
        }

        if (request.Follows is { } earlier)
        {
            var person = db.ServiceUsers.SamePerson(@case.ServiceUserId);
            var organization = @case.Organization;
            if (
                !await db.Referrals.AnyAsync(
                    r =>
                        r.Id == earlier
                        && r.Requester == organization
                        && person.Contains(r.ServiceUserId)
                        && ReferralLifeCycle.Ended.Contains(r.Status),
                    cancellationToken
                )
            )
            {
                context.Refuse("referral", earlier);
                return Problems.Invalid("follows", "No ended referral of this person has this id.");
            }
        }

        var now = clock.GetUtcNow();
        if (consent.FindRefusal(site.Organization, request.SharedData, Ashgabat.Day(now)) is { } uncovered)
        {
            return Problems.Invalid(uncovered);
        }

        var referral = Referral.Draft(@case, consent, site, request, envelope, now, request.Follows);
        db.Add(referral);
        await desk.AnnounceAsync(referral, cancellationToken);
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return http.Created(
            $"/api/v1/referrals/referrals/{referral.Id}",
            referral.Version,
            new Response(referral.Id, referral.Number, referral.Status, referral.Receiver)
        );
    }

    private static ProblemHttpResult? Refuse(Request request, ReceivingSite? site) =>
        site switch
        {
            null => Problems.Invalid("siteId", "No site of the register has this id."),
            { TakesPeople: false } => Problems.Invalid("siteId", "The site takes nobody at present."),
            _ when request.ServiceType is { } wanted && wanted != site.ServiceType => Problems.Invalid(
                "serviceType",
                $"The site delivers {site.ServiceType}."
            ),
            _ => null,
        };
}
