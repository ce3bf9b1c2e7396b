using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

internal static class ReadReferral
{
    /// <param name="At">When.</param>
    /// <param name="By">Code of the organization that moved it.</param>
    /// <param name="ByLink">True when somebody without an account did so, by a key that the requester had made.</param>
    /// <param name="From">Absent for the draft.</param>
    /// <param name="Text">Reason or outcome in words, while the caller may see personal data.</param>
    public sealed record Step(
        DateTimeOffset At,
        string By,
        bool ByLink,
        ReferralStatus? From,
        ReferralStatus To,
        EndReason? ReasonCode,
        string? Text
    );

    /// <param name="Referral">Ids and states.</param>
    /// <param name="CaseId">For a person of the requester.</param>
    /// <param name="ServiceUserId">For a person of the requester.</param>
    /// <param name="AllowedMoves">What the caller can do next.</param>
    /// <param name="Person">What the caller may see of the service user; absent when nothing.</param>
    /// <param name="Need">When it is shared with the caller.</param>
    /// <param name="History">Oldest first.</param>
    /// <example>
    /// {"referral": {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "R-2021-000004",
    /// "siteId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "serviceType": "parents-with-addictions", "requester": "mlspp",
    /// "receiver": "nrcs", "priority": "normal", "status": "requested", "step": 2, "consentId": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03",
    /// "consent": "valid", "sharedData": ["identity", "contact", "identifiers", "disability", "need"],
    /// "createdAt": "2021-05-06T09:30:00Z", "requestedAt": "2021-05-06T09:30:00Z", "deadline": "2021-05-09T09:30:00Z",
    /// "overdue": false, "advice": false, "waitingSince": "2021-05-06T09:30:00Z", "offeredUntil": "2021-05-06T09:30:00Z",
    /// "failedContacts": 0, "escalation": "none"}, "caseId": "0179a2c0-6a00-7c13-9d40-1f6b8a2c3d04",
    /// "serviceUserId": "0179a2c0-6a00-7c14-9d40-1f6b8a2c3d05", "allowedMoves": ["cancel", "enter-in-error"],
    /// "person": {"givenName": "Ogulgerek", "familyName": "Durdyýewa", "patronymic": "Baýramowna", "sex": "female",
    /// "birthDate": "1983-05-24", "phone": "+993 61 00 00 00", "address": "Görogly köçesi 17", "place": "TM-S-02",
    /// "identifiers": [{"kind": "passport", "value": "I-AS 123456"}], "externalCode": "FAM-117", "disability": false},
    /// "need": "Needs counselling after losing work; drinks again.", "history": [{"at": "2021-05-06T09:30:00Z", "by": "mlspp",
    /// "byLink": false, "to": "draft"}]}
    /// </example>
    public sealed record Response(
        ReferralView Referral,
        Guid? CaseId,
        Guid? ServiceUserId,
        IReadOnlyList<string> AllowedMoves,
        SharedPerson? Person,
        string? Need,
        IReadOnlyList<Step> History
    );

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/referrals/{id:guid}", HandleAsync)
            .WithName(nameof(ReadReferral))
            .AboutPeople("referral")
            .WithSummary(
                "A referral. The requester sees all, the receiver what was consented to be shared, a system its state only. Audited."
            );

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReferralsDb db,
        ReferralAccess access,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await access.FindAsync(db.Referrals.AsNoTracking().Include(r => r.Moves), id, cancellationToken) is not var (referral, sides))
        {
            return ReferralProblems.NotFound;
        }

        var consent = await db.Consents.AsNoTracking().SingleAsync(c => c.Id == referral.ConsentId, cancellationToken);
        var user = await db.ServiceUsers.AsNoTracking().SingleAsync(u => u.Id == referral.ServiceUserId, cancellationToken);
        var now = clock.GetUtcNow();
        var byPerson = context.Caller!.Assurance is not Assurance.System;
        var visible = byPerson ? SharedPerson.VisibleTo(sides, referral, consent.StatusOn(Ashgabat.Day(now))) : [];

        db.Audit("read referral", $"referral/{id}");
        if (visible.Count > 0)
        {
            db.Audit("read service user", $"service-user/{user.Id}", $"referral/{id}: {string.Join(", ", visible.Select(Words.Of))}");
        }

        await db.SaveChangesAsync(cancellationToken);

        http.Headers.ETag = ETag.Of(referral.Version).ToString();
        var seesCase = byPerson && sides.HasFlag(Sides.Requester);
        return TypedResults.Ok(
            new Response(
                ReferralView.Of(referral, consent, now),
                seesCase ? referral.CaseId : null,
                seesCase ? referral.ServiceUserId : null,
                byPerson ? ReferralLifeCycle.Allowed(referral, sides) : [],
                visible.Any(category => category is not DataCategory.Need) ? SharedPerson.Of(user.Open(envelope), visible) : null,
                visible.Contains(DataCategory.Need) ? envelope.Open<string>(referral.Need, id, nameof(referral.Need)) : null,
                [
                    .. referral
                        .Moves.OrderBy(move => move.Step)
                        .Select(move => new Step(
                            move.At,
                            move.Organization,
                            move.ByLink,
                            move.From,
                            move.To,
                            move.ReasonCode,
                            move.Text is { } text && visible.Count > 0 ? envelope.Open<string>(text, move.Id, nameof(move.Text)) : null
                        )),
                ]
            )
        );
    }
}
