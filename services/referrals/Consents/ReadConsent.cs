using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Consents;

internal static class ReadConsent
{
    public sealed record Response(ConsentView Consent, string? GuardianName, string? WithdrawalReason);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/consents/{id:guid}", HandleAsync)
            .WithName(nameof(ReadConsent))
            .AboutPeople("consent")
            .WithSummary("A consent with the guardian's name and the reason of withdrawal. The read is audited.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReferralsDb db,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var organization = context.Organization();
        if (
            await db.Consents.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.Organization == organization, cancellationToken)
            is not { } consent
        )
        {
            return Problems.NotFound("The consent");
        }

        db.Audit("read consent", $"consent/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return http.Ok(
            consent.Version,
            new Response(
                ConsentView.Of(consent, Ashgabat.Day(clock.GetUtcNow())),
                Open(consent.GuardianName),
                Open(consent.WithdrawalReason)
            )
        );

        string? Open(byte[]? text) => text is null ? null : envelope.Open<string>(text, id);
    }
}
