using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Consents;

/// <summary>From the commit on no receiver reads what was shared: each read asks for the consent's status then.</summary>
internal static class WithdrawConsent
{
    public sealed record Request([property: Required, MaxLength(2000)] string Reason);

    public sealed record Response(Guid Id, ConsentStatus Status, DateTimeOffset WithdrawnAt);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/consents/{id:guid}/withdraw", HandleAsync)
            .WithName(nameof(WithdrawConsent))
            .AboutPeople("consent")
            .WithSummary("Withdraw a consent. Every receiver stops seeing what was shared under it, and is told.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralsDb db,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var organization = context.Organization();
        if (await db.Consents.SingleOrDefaultAsync(c => c.Id == id && c.Organization == organization, cancellationToken) is not { } consent)
        {
            return Problems.NotFound("The consent");
        }

        if (ifMatch?.Matches(consent.Version) is false)
        {
            return Problems.Stale;
        }

        var now = clock.GetUtcNow();
        if (!consent.TryWithdraw(request.Reason, envelope, now))
        {
            return Problems.Conflict("consent-withdrawn", "The consent is already withdrawn.");
        }

        db.Audit("withdraw consent", $"consent/{id}");
        db.Publish(new ConsentWithdrawn(id, consent.CaseId, consent.Recipients) { EventId = Guid.CreateVersion7(now), OccurredAt = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
        }

        http.Headers.ETag = ETag.Of(consent.Version).ToString();
        return TypedResults.Ok(new Response(id, consent.StatusOn(Ashgabat.Day(now)), now));
    }
}
