using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Referrals.Journal;

internal static class WriteEntry
{
    /// <param name="Kind">note, contact-attempt, home-visit or follow-up.</param>
    /// <param name="Text">What happened or is to be done; stored sealed.</param>
    /// <param name="Confidentiality">team: all who know the case; supervisor: the author and the supervisors.</param>
    /// <param name="HappenedAt">Absent = now. Not in the future.</param>
    /// <param name="Due">The day by which a home visit or follow-up is to be done; then it has not happened yet.</param>
    /// <param name="Channel">Of a contact attempt, and needed there.</param>
    /// <param name="Reached">Of a contact attempt, and needed there.</param>
    /// <example>
    /// {"kind": "contact-attempt", "text": "Rang in the evening; nobody answered.", "channel": "phone", "reached": false}
    /// </example>
    public sealed record Request(
        EntryKind Kind,
        [property: Required, MaxLength(8000)] string Text,
        Confidentiality Confidentiality = Confidentiality.Team,
        DateTimeOffset? HappenedAt = null,
        DateOnly? Due = null,
        ContactChannel? Channel = null,
        bool? Reached = null
    );

    /// <param name="Warnings">names-service-user, has-phone-number: leave them out where you can.</param>
    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "warnings": ["names-service-user", "has-phone-number"]}</example>
    public sealed record Response(Guid Id, IReadOnlyList<TextWarning> Warnings);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/entries", HandleAsync)
            .Idempotent()
            .WithName(nameof(WriteEntry))
            .OpenInEmergencies()
            .AboutPeople("case")
            .WithSummary("Write a note, a contact attempt, a home visit or a follow-up into a case. It cannot be changed afterwards.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (@case, refusal) = await desk.FindOpenCaseAsync(id, cancellationToken);
        if (@case is null)
        {
            return refusal!;
        }

        if (FindRefusal(request, desk) is { } invalid)
        {
            return Problems.Invalid(invalid);
        }

        var entry = CaseEntry.Write(id, request, desk);
        desk.Db.Add(entry);
        desk.Db.Audit("write case entry", $"case/{id}", $"entry/{entry.Id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        var warnings = NamedPeople.Find(request.Text, await desk.PersonOfAsync(@case, cancellationToken));
        return http.Created($"/api/v1/referrals/cases/{id}/entries", entry.Version, new Response(entry.Id, warnings));
    }

    private static Refusal? FindRefusal(Request request, CareDesk desk) =>
        request switch
        {
            { HappenedAt: { } at } when at > desk.Now => new("happenedAt", "Lies in the future."),
            { HappenedAt: not null, Due: not null } => new("due", "What has happened is not due any more."),
            { Due: not null, Kind: not (EntryKind.HomeVisit or EntryKind.FollowUp) } => new(
                "due",
                "Only home visits and follow-ups are due."
            ),
            { Due: { } day } when day < desk.Today => new("due", "Lies in the past."),
            { Kind: EntryKind.ContactAttempt, Channel: null } => new("channel", "Say how the person was contacted."),
            { Kind: EntryKind.ContactAttempt, Reached: null } => new("reached", "Say whether the person was reached."),
            { Kind: not EntryKind.ContactAttempt, Channel: not null } => new("channel", "Only of a contact attempt."),
            { Kind: not EntryKind.ContactAttempt, Reached: not null } => new("reached", "Only of a contact attempt."),
            _ => null,
        };
}
