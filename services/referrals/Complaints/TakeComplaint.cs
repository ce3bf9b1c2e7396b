using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Complaints;

internal static class TakeComplaint
{
    /// <param name="Kind">complaint or feedback.</param>
    /// <param name="About">Code of the organization it is about.</param>
    /// <param name="Text">What happened, in the person's words; stored sealed.</param>
    /// <param name="Sensitive">Abuse, exploitation, corruption: the programme's office answers, within three days.</param>
    /// <param name="AboutWorker">The worker it is about, who never sees it.</param>
    /// <param name="Contact">How to reach the person; absent when they want to stay unknown. Stored sealed.</param>
    /// <example>
    /// {"kind": "complaint", "about": "nrcs", "text": "Nobody came on the day that was agreed.", "contact": "+993 61 00 00 00"}
    /// </example>
    public sealed record Request(
        ComplaintKind Kind,
        [property: Required, MaxLength(50)] string About,
        [property: Required, MaxLength(8000)] string Text,
        bool Sensitive = false,
        Guid? AboutWorker = null,
        [property: MaxLength(500)] string? Contact = null
    );

    /// <param name="Number">The person keeps it: with it, any worker can tell them the answer.</param>
    /// <param name="Deadline">Until when it is answered.</param>
    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "F-2021-000001", "deadline": "2021-05-09T09:30:00Z"}</example>
    public sealed record Response(Guid Id, string Number, DateTimeOffset Deadline);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/complaints", HandleAsync)
            .Idempotent()
            .WithName(nameof(TakeComplaint))
            .AboutPeople("complaint")
            .WithSummary("Write down a complaint or feedback of a service user, who may stay unknown.")
            .Refuses(StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        CareDesk desk,
        KnownOrganizations organizations,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        if (await organizations.FindUnknownAsync([request.About], cancellationToken) is { Count: > 0 })
        {
            return Problems.Invalid("about", "No organization of the register has this code.");
        }

        var complaint = Complaint.Take(request, desk.Organization, envelope, desk.Now);
        desk.Db.Add(complaint);
        desk.Db.Audit("take complaint", $"complaint/{complaint.Id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/v1/referrals/complaints/{complaint.Id}",
            new Response(complaint.Id, complaint.Number, complaint.Deadline)
        );
    }
}
