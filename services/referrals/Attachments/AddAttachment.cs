using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Attachments;

internal static class AddAttachment
{
    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "mediaType": "image/png", "bytes": 17}</example>
    public sealed record Response(Guid Id, string MediaType, int Bytes);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/attachments", HandleAsync)
            .WithName(nameof(AddAttachment))
            .AboutPeople("case")
            .WithSummary("Add a file to a case: a PDF, PNG or JPEG of at most 5 MiB as the body. Stored sealed, without a name.")
            .TakesFile();

    /// <param name="kind">document, medical-record, court-decision, photo or other.</param>
    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [FromQuery(Name = "kind")] string? kind,
        HttpContext http,
        CareDesk desk,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        var (@case, refusal) = await desk.FindOpenCaseAsync(id, cancellationToken);
        if (@case is null)
        {
            return refusal!;
        }

        var of = AttachmentKind.Other;
        if (kind is not null && (!Words.TryParse<AttachmentKind>(kind, out var known) || (of = known!.Value) != known))
        {
            return Problems.Invalid("kind", Words.Expected<AttachmentKind>());
        }

        var (file, unreadable) = await SniffedFile.ReadAsync(http.Request, cancellationToken);
        if (file is null)
        {
            return unreadable!;
        }

        var attachment = Attachment.Of(id, of, file, envelope, desk.Me, desk.Now);
        desk.Db.Add(attachment);
        desk.Db.Audit("add attachment", $"case/{id}", $"attachment/{attachment.Id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/v1/referrals/attachments/{attachment.Id}",
            new Response(attachment.Id, attachment.MediaType, attachment.Bytes)
        );
    }
}
