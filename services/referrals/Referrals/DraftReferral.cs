using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
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
    public sealed record Request(
        Guid SiteId,
        [property: Required, MaxLength(4000)] string Need,
        Priority Priority,
        Guid ConsentId,
        [property: MinLength(1), MaxLength(10)] IReadOnlyList<DataCategory> SharedData,
        [property: MaxLength(50)] string? ServiceType = null
    );

    public sealed record Response(Guid Id, string Number, ReferralStatus Status, string Receiver);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/referrals", HandleAsync)
            .Idempotent()
            .WithName(nameof(DraftReferral))
            .AboutPeople("case")
            .WithSummary("Draft a referral to a service at a site. The receiver does not see it before it is requested.");

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        ReferralsDb db,
        RequestContext context,
        ReceivingSites sites,
        ReferralDesk desk,
        Envelope envelope,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await db.Cases.AsNoTracking().OwnAsync(id, context, cancellationToken) is not { } @case)
        {
            return Problems.NotFound("The case");
        }

        if (@case.ClosedAt is not null)
        {
            return CaseProblems.Closed;
        }

        var site = await sites.FindAsync(request.SiteId, cancellationToken);
        if (Objection(request, site) is { } objection)
        {
            return objection;
        }

        if (
            await db.Consents.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.ConsentId && c.CaseId == id, cancellationToken)
            is not { } consent
        )
        {
            context.Refuse("consent", request.ConsentId);
            return Problems.Invalid("consentId", "No consent of this case has this id.");
        }

        var now = clock.GetUtcNow();
        if (consent.Objection(site!.Organization, request.SharedData, Ashgabat.Day(now)) is var (field, reason))
        {
            return Problems.Invalid(field, reason);
        }

        var referral = Referral.Draft(@case, consent, site, request, envelope, now);
        db.Add(referral);
        await desk.AnnounceAsync(referral, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException { ConstraintName: "referral_needs_open_case" })
        {
            return CaseProblems.Closed;
        }

        http.Headers.ETag = ETag.Of(referral.Version).ToString();
        return TypedResults.Created(
            $"/api/v1/referrals/referrals/{referral.Id}",
            new Response(referral.Id, referral.Number, referral.Status, referral.Receiver)
        );
    }

    private static ProblemHttpResult? Objection(Request request, ReceivingSite? site) =>
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
