using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Journal;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// Accepted referrals often never become arrivals: so the first contact and the first visit are recorded apart from the acceptance, and
/// so are attempts in vain.
/// </summary>
internal static class RecordContact
{
    /// <param name="Channel">phone, message, visit, letter or through-others.</param>
    /// <param name="Reached">The person was reached. By a visit: the first visit as well.</param>
    /// <param name="At">Absent = now. Not in the future, and not before the request.</param>
    /// <example>{"channel": "visit", "reached": true}</example>
    public sealed record Request(ContactChannel Channel, bool Reached, DateTimeOffset? At = null);

    /// <param name="FailedContacts">Attempts in vain since the person was reached last.</param>
    /// <param name="NotReached">As many in vain as the programme sets: the referral may fail as not-reachable.</param>
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "firstContactAt": "2021-05-06T09:30:00Z", "firstVisitAt": "2021-05-06T09:30:00Z",
    /// "failedContacts": 0, "notReached": false}
    /// </example>
    public sealed record Response(
        Guid Id,
        DateTimeOffset? FirstContactAt,
        DateTimeOffset? FirstVisitAt,
        int FailedContacts,
        bool NotReached
    );

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/contacts", HandleAsync)
            .WithName(nameof(RecordContact))
            .WithSummary("Record that the receiver reached the person, or tried in vain. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk care,
        ReferralDesk desk,
        IOptions<CaseOptions> rules,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (referral, refusal) = await desk.TakeUpAsync(id, ReferralLifeCycle.Contact, ifMatch, cancellationToken);
        if (referral is null)
        {
            return refusal!;
        }

        var at = request.At ?? care.Now;
        if (at > care.Now || at < referral.RequestedAt)
        {
            return Problems.Invalid("at", "Lies in the future, or before the referral was requested.");
        }

        foreach (var kind in referral.Contact(request.Reached, request.Channel is ContactChannel.Visit, at))
        {
            care.Db.Publish(new PersonReached(id, referral.CaseId, kind, at));
        }

        care.Db.Audit(request.Reached ? "record contact" : "record contact attempt in vain", $"referral/{id}");
        return await care.Db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(
                referral.Version,
                new Response(
                    id,
                    referral.FirstContactAt,
                    referral.FirstVisitAt,
                    referral.FailedContacts,
                    referral.FailedContacts >= rules.Value.MaxContactAttempts
                )
            );
    }
}
