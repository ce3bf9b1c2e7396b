using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Attachments;

internal static class ReadAttachment
{
    public sealed record Item(Guid Id, AttachmentKind Kind, string MediaType, int Bytes, Guid By, DateTimeOffset At);

    /// <param name="Items">Oldest first, at most 200.</param>
    /// <example>
    /// {"items": [{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "kind": "photo", "mediaType": "image/png", "bytes": 17,
    /// "by": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "at": "2021-05-06T09:30:00Z"}]}
    /// </example>
    public sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(RouteGroupBuilder read)
    {
        read.MapGet("/attachments/{id:guid}", HandleAsync)
            .WithName(nameof(ReadAttachment))
            .AboutPeople("attachment")
            .WithSummary("Download a file of a case. Audited.")
            .AnswersFile()
            .Refuses(StatusCodes.Status404NotFound);
        read.MapGet("/cases/{id:guid}/attachments", ListAsync)
            .WithName("ListAttachments")
            .AboutPeople("case")
            .WithSummary("The files of a case, oldest first. Audited.")
            .Refuses(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        CareDesk desk,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var attachment = await desk.Db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (attachment is null || await desk.FindCaseAsync(attachment.CaseId, cancellationToken) is null)
        {
            return Problems.NotFound("The attachment");
        }

        desk.Db.Audit("read attachment", $"attachment/{id}", $"case/{attachment.CaseId}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        http.Headers.ContentDisposition = "attachment"; // a browser saves it and runs nothing of it
        return TypedResults.File(envelope.OpenBytes(attachment.Content, id, nameof(attachment.Content)), attachment.MediaType);
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> ListAsync(
        Guid id,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        if (await desk.FindCaseAsync(id, cancellationToken) is null)
        {
            return CaseProblems.NotFound;
        }

        var items = await desk
            .Db.Attachments.Where(a => a.CaseId == id)
            .OrderBy(a => a.Id)
            .Take(200)
            .Select(a => new Item(a.Id, a.Kind, a.MediaType, a.Bytes, a.By, a.At))
            .ToListAsync(cancellationToken);
        desk.Db.Audit("list attachments", $"case/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(items));
    }
}
