using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Consents;

internal static class ReadConsent
{
    /// <param name="SignedAt">When the signature was recorded; absent without one.</param>
    /// <example>
    /// {"consent": {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "caseId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02",
    /// "status": "withdrawn", "purposes": ["case-management", "referral"], "recipients": ["nrcs"], "dataCategories": ["identity",
    /// "contact", "identifiers", "disability", "need"], "givenBy": "guardian", "validFrom": "2021-01-01",
    /// "recordedAt": "2021-05-06T09:30:00Z", "withdrawnAt": "2021-05-06T09:30:00Z"}, "guardianName": "Annamuhammet Garajaýew",
    /// "withdrawalReason": "Changed her mind."}
    /// </example>
    public sealed record Response(ConsentView Consent, string? GuardianName, string? WithdrawalReason, DateTimeOffset? SignedAt);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/consents/{id:guid}", HandleAsync)
            .WithName(nameof(ReadConsent))
            .AboutPeople("consent")
            .WithSummary("A consent with the guardian's name and the reason of withdrawal. The read is audited.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await desk.FindConsentAsync(id, cancellationToken) is not { } consent)
        {
            return Problems.NotFound("The consent");
        }

        var signed = await desk
            .Db.ConsentSignatures.Where(s => s.ConsentId == id)
            .Select(s => (DateTimeOffset?)s.At)
            .SingleOrDefaultAsync(cancellationToken);
        desk.Db.Audit("read consent", $"consent/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return http.Ok(
            consent.Version,
            new Response(
                ConsentView.Of(consent, desk.Today),
                desk.OpenText(consent.GuardianName, id, nameof(consent.GuardianName)),
                desk.OpenText(consent.WithdrawalReason, id, nameof(consent.WithdrawalReason)),
                signed
            )
        );
    }
}
