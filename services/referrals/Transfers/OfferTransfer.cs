using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Agreements;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Transfers;

internal static class OfferTransfer
{
    /// <param name="Organization">Code of the organization that is asked to go on.</param>
    /// <param name="ConsentId">A valid consent of the case for case-management that names this organization.</param>
    /// <param name="Summary">Why, and what the other organization must know; stored sealed.</param>
    /// <example>
    /// {"organization": "nrcs", "consentId": "0192c2a0-6a00-7c21-8e51-2a7c9b3d4e02",
    /// "summary": "The family moves to Mary in June. The plan holds until August."}
    /// </example>
    public sealed record Request(
        [property: Required, MaxLength(50)] string Organization,
        Guid ConsentId,
        [property: Required, MaxLength(4000)] string Summary
    );

    // A record needs a name, and the summary says what the person needs.
    private static readonly DataCategory[] Needed = [DataCategory.Identity, DataCategory.Need];

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/transfers", HandleAsync)
            .Idempotent()
            .WithName(nameof(OfferTransfer))
            .AboutPeople("case")
            .WithSummary("Ask another organization to go on with a case. Nothing changes before it accepts.")
            .WithDescription(
                "The organization reads the summary at once, and gets what the consent shares of the person when it accepts. "
                    + "It needs a data-sharing agreement. End the case's open referrals first."
            )
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<CaseTransferView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (@case, refusal) = await desk.FindOpenCaseAsync(id, cancellationToken);
        if (@case is null)
        {
            return refusal!;
        }

        if (request.Organization == @case.Organization)
        {
            return Problems.Invalid("organization", "The case is this organization's already.");
        }

        var db = desk.Db;
        var open = (await db.CaseProgress.SingleAsync(p => p.CaseId == id, cancellationToken)).OpenReferrals;
        if (open.Count > 0)
        {
            return CaseProblems.OpenReferrals(open); // the taker could not accept, and must not learn why
        }

        await db.BeginAsync(cancellationToken);
        await db.LockForShareConsentAsync(request.ConsentId, cancellationToken);
        var consent = await db
            .Consents.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == request.ConsentId && c.CaseId == id, cancellationToken);
        if (
            consent is null
            || consent.StatusOn(desk.Today) is not ConsentStatus.Valid
            || !consent.Purposes.Contains(Purpose.CaseManagement)
            || !consent.Recipients.Contains(request.Organization)
            || !Needed.All(consent.DataCategories.Contains)
        )
        {
            return Problems.Invalid(
                "consentId",
                "No valid consent of this case for case-management that names the organization and shares identity and need has this id."
            );
        }

        if (await db.UnlessAgreedAsync(@case.Organization, request.Organization, desk.Today, cancellationToken) is { } noAgreement)
        {
            return noAgreement;
        }

        var transfer = CaseTransfer.Offer(@case, request.Organization, consent.Id, request.Summary, envelope, desk.Now);
        db.Add(transfer);
        db.Audit("offer transfer", $"case/{id}", $"organization/{request.Organization}");
        return await db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Created(
                $"/api/v1/referrals/transfers/{transfer.Id}",
                transfer.Version,
                CaseTransferView.Of(transfer, @case.Number, desk, readsSummary: false)
            );
    }
}
