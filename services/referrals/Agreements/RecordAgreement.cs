using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Agreements;

internal static class RecordAgreement
{
    /// <param name="Reference">Number of the document.</param>
    /// <param name="ValidFrom">First day, Asia/Ashgabat.</param>
    /// <param name="ValidUntil">Last day; absent = until it is ended.</param>
    /// <example>{"reference": "DSA 2021/07", "validFrom": "2021-01-01", "validUntil": "2022-12-31"}</example>
    public sealed record Request([property: Required, MaxLength(100)] string Reference, DateOnly ValidFrom, DateOnly? ValidUntil = null);

    /// <example>{"organization": "nrcs", "reference": "DSA 2021/07", "validFrom": "2021-01-01"}</example>
    public sealed record Response(string Organization, string Reference, DateOnly ValidFrom, DateOnly? ValidUntil);

    public static void Map(RouteGroupBuilder office) =>
        office
            .MapPut("/agreements/{organization}", HandleAsync)
            .WithName(nameof(RecordAgreement))
            .AboutPeople("organization")
            .WithSummary("Record the data-sharing agreement of an organization, or end it by its last day. For the programme's office.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);

    /// <param name="organization">Code of the receiver.</param>
    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string organization,
        Request request,
        ReferralsDb db,
        KnownOrganizations organizations,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (request.ValidUntil < request.ValidFrom)
        {
            return Problems.Invalid("validUntil", "Lies before validFrom.");
        }

        if (await organizations.FindUnknownAsync([organization], cancellationToken) is { Count: > 0 })
        {
            return Problems.NotFound("The organization");
        }

        var agreement = await db.DataSharingAgreements.SingleOrDefaultAsync(a => a.Organization == organization, cancellationToken);
        if (agreement is null)
        {
            agreement = DataSharingAgreement.For(organization);
            db.Add(agreement);
        }

        agreement.Set(request.Reference, request.ValidFrom, request.ValidUntil);
        db.Audit("record data-sharing agreement", $"organization/{organization}");
        return await db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(agreement.Version, new Response(organization, agreement.Reference, agreement.ValidFrom, agreement.ValidUntil));
    }
}
