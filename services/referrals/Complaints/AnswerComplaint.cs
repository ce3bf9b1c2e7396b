using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Complaints;

internal static class AnswerComplaint
{
    /// <param name="Answer">What was found and done; the person is told. Stored sealed.</param>
    /// <example>{"answer": "You were right. The visit was made up for on Monday."}</example>
    public sealed record Request([property: Required, MaxLength(8000)] string Answer);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/complaints/{id:guid}/answer", HandleAsync)
            .WithName(nameof(AnswerComplaint))
            .AboutPeople("complaint")
            .WithSummary("Answer a complaint; the answer to an appeal closes it. For supervisors whom it is not about. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ComplaintView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        ComplaintDesk complaints,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var visible = await complaints.VisibleAsync(cancellationToken);
        var found = ToChange.Check(
            await visible.SingleOrDefaultAsync(c => c.Id == id, cancellationToken),
            "The complaint",
            _ => null,
            ifMatch
        );
        if (!found.IsAllowed(out var complaint, out var refusal))
        {
            return refusal;
        }

        if (!complaint.TryAnswer(desk.Seal(request.Answer, id, nameof(complaint.Answer)), desk.Now))
        {
            return Problems.Conflict("complaint-answered", "The complaint was answered.");
        }

        desk.Db.Audit("answer complaint", $"complaint/{id}");
        return await desk.Db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(complaint.Version, ComplaintView.Of(complaint, desk));
    }
}
