using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Consents;

internal static class ReadConsent
{
    /// <param name="SignedAt">When the signature was recorded; absent without one.</param>
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
