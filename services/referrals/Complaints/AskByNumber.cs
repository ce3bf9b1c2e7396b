using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Complaints;

/// <summary>
/// The person comes back with the number, to any worker of the organization that wrote it down: what came of it, and an appeal.
/// </summary>
internal static class AskByNumber
{
    /// <param name="Number">F-2026-000123.</param>
    /// <param name="Appeal">Why the answer is not accepted: it goes to the programme's office. Absent: only ask. Stored sealed.</param>
    /// <example>{"number": "F-2026-000123"}</example>
    public sealed record Request(
        [property: Required, RegularExpression("F-[0-9]{4}-[0-9]{6}", ErrorMessage = "Not a number such as F-2026-000123.")] string Number,
        [property: MaxLength(8000)] string? Appeal = null
    );

    /// <param name="Answer">Absent while there is none.</param>
    /// <example>{"number": "F-2021-000004", "status": "appealed", "deadline": "2021-05-09T09:30:00Z", "answer": "No."}</example>
    public sealed record Response(string Number, ComplaintStatus Status, DateTimeOffset Deadline, string? Answer);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/complaints/by-number", HandleAsync)
            .WithName(nameof(AskByNumber))
            .AboutPeople("complaint")
            .WithSummary("Ask what came of a complaint by its number, or appeal against the answer. Says nothing of its content.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        var organization = desk.Organization;
        var complaint = await desk.Db.Complaints.SingleOrDefaultAsync(
            c => c.Number == request.Number && c.TakenBy == organization,
            cancellationToken
        );
        if (complaint is null)
        {
            return Problems.NotFound("The complaint");
        }

        if (
            request.Appeal is { Length: > 0 } appeal
            && !complaint.TryAppeal(desk.Seal(appeal, complaint.Id, nameof(complaint.Appeal)), desk.Now)
        )
        {
            return Problems.Conflict("no-appeal", "It has no answer yet, or an appeal was made before.");
        }

        desk.Db.Audit(request.Appeal is null ? "ask for complaint" : "appeal", $"complaint/{complaint.Id}");
        return await desk.Db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : TypedResults.Ok(
                new Response(
                    complaint.Number,
                    complaint.Status,
                    complaint.Deadline,
                    desk.OpenText(complaint.Answer, complaint.Id, nameof(complaint.Answer))
                )
            );
    }
}
