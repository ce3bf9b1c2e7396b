using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Attachments;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Consents;

internal static class SignConsent
{
    /// <example>{"consentId": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "signedAt": "2021-05-06T09:30:00Z"}</example>
    public sealed record Response(Guid ConsentId, DateTimeOffset SignedAt);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/consents/{id:guid}/signature", HandleAsync)
            .WithName(nameof(SignConsent))
            .AboutPeople("consent")
            .WithSummary("Record the signature under a consent, drawn or scanned: a PDF, PNG or JPEG as the body. Once.")
            .TakesFile();

    public static void MapRead(RouteGroupBuilder read) =>
        read.MapGet("/consents/{id:guid}/signature", ReadAsync)
            .WithName("ReadConsentSignature")
            .AboutPeople("consent")
            .WithSummary("The signature under a consent, as it was recorded. Audited.")
            .AnswersFile()
            .Refuses(StatusCodes.Status404NotFound);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpContext http,
        CareDesk desk,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        if (await desk.FindConsentAsync(id, cancellationToken) is null)
        {
            return Problems.NotFound("The consent");
        }

        var (file, unreadable) = await SniffedFile.ReadAsync(http.Request, cancellationToken);
        if (file is null)
        {
            return unreadable!;
        }

        desk.Db.Add(ConsentSignature.Of(id, file, envelope, desk.Now));
        desk.Db.Audit("sign consent", $"consent/{id}");
        return await desk.Db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : TypedResults.Created($"/api/v1/referrals/consents/{id}/signature", new Response(id, desk.Now));
    }

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        Guid id,
        HttpResponse http,
        CareDesk desk,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        if (
            await desk.FindConsentAsync(id, cancellationToken) is null
            || await desk.Db.ConsentSignatures.AsNoTracking().SingleOrDefaultAsync(s => s.ConsentId == id, cancellationToken)
                is not { } signature
        )
        {
            return Problems.NotFound("The signature");
        }

        desk.Db.Audit("read consent signature", $"consent/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        http.Headers.ContentDisposition = "attachment";
        return TypedResults.File(envelope.OpenBytes(signature.Content, id, nameof(signature.Content)), signature.MediaType);
    }
}
