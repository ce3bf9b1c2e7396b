using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

internal static class CorrectServiceUser
{
    /// <param name="Person">As it is right: an absent field is cleared.</param>
    /// <param name="Reason">Why; kept sealed in the history.</param>
    /// <example>
    /// {"person": {"givenName": "Ogulgerek", "familyName": "Annaberdiýewa", "sex": "female", "birthYear": 1987, "place": "TM-S-01",
    /// "phone": "+993 61 00 00 00", "identifiers": [{"kind": "passport", "value": "I-AS 123456"}]},
    /// "reason": "The year stands in the passport."}
    /// </example>
    public sealed record Request([property: Required] PersonalDetails Person, [property: Required, MaxLength(500)] string Reason);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPut("/service-users/{id:guid}", HandleAsync)
            .WithName(nameof(CorrectServiceUser))
            .AboutPeople("service-user")
            .WithSummary("Correct a service user's details. What they were stays in the history. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ReadServiceUser.Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        KnownPlaces places,
        Envelope envelope,
        BlindIndexes digests,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (db, now) = (desk.Db, desk.Now);
        var found = await ServiceUserAccess.FindAsync(
            db.ServiceUsers.Include(u => u.Digests).Include(u => u.Versions).AsSplitQuery(),
            id,
            ifMatch,
            desk,
            cancellationToken
        );
        if (!found.IsAllowed(out var user, out var refusal))
        {
            return refusal;
        }

        if (user.MergedInto is { } survivor)
        {
            return ServiceUserProblems.Merged(survivor);
        }

        if (request.Person.FindRefusal(desk.Today) is { } wrong)
        {
            return Problems.Invalid(wrong with { Field = $"person.{wrong.Field}" });
        }

        if (request.Person.Place != user.Open(envelope).Place && !await places.KnowsAsync(request.Person.Place, cancellationToken))
        {
            return Problems.Invalid("person.place", KnownPlaces.Unknown);
        }

        user.Correct(request.Person, request.Reason, desk.Me, envelope, digests, now);
        db.Audit("correct service user", $"service-user/{id}");
        return await db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(user.Version, ReadServiceUser.Response.Of(user, envelope));
    }
}
