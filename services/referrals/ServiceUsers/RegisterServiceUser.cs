using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

internal static class RegisterServiceUser
{
    /// <param name="Person">Who it is.</param>
    /// <param name="NotTheSameAs">The candidates of whom the worker says that they are other people.</param>
    /// <example>
    /// {"person": {"givenName": "Ogulgerek", "familyName": "Annaberdiýewa", "sex": "female", "birthYear": 1987, "place": "TM-S-01",
    /// "phone": "+993 61 00 00 00", "identifiers": [{"kind": "passport", "value": "I-AS 123456"}]},
    /// "notTheSameAs": ["0192c2a0-6a00-7c31-8f61-3b8dac4e5f04"]}
    /// </example>
    public sealed record Request(
        [property: Required] PersonalDetails Person,
        [property: MaxLength(20)] IReadOnlyList<Guid>? NotTheSameAs = null
    );

    /// <param name="Id">The new record.</param>
    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01"}</example>
    public sealed record Response(Guid Id);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/service-users", HandleAsync)
            .Idempotent()
            .WithName(nameof(RegisterServiceUser))
            .AboutPeople("service-user")
            .WithSummary("Register a user of social services, after a search for the same person.")
            .WithDescription(
                "While somebody in the register may be the same person, the answer is 409 with the candidates, and nothing is saved. "
                    + "Use the record that is there. When all of them are other people, send the request again with their ids in notTheSameAs."
            )
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        ReferralsDb db,
        RequestContext context,
        Envelope envelope,
        BlindIndexes digests,
        Candidates candidates,
        CareDesk desk,
        KnownPlaces places,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        if (request.Person.FindRefusal(Ashgabat.Day(now)) is { } refusal)
        {
            return Problems.Invalid(refusal with { Field = $"person.{refusal.Field}" });
        }

        if (!await places.KnowsAsync(request.Person.Place, cancellationToken))
        {
            return Problems.Invalid("person.place", KnownPlaces.Unknown);
        }

        var organization = context.Organization();
        await desk.AskBeforehandAsync(worker: null, cancellationToken);
        await db.BeginAsync(cancellationToken);
        await LockNameAsync(db, digests.OfName(organization, request.Person), cancellationToken);
        var found = await candidates.FindAsync(organization, request.Person, cancellationToken);
        if (found.ExceptBy(request.NotTheSameAs ?? [], candidate => candidate.Id).Any())
        {
            context.ShowInRefusal("show possible duplicates", "service-user", [.. found.Select(candidate => candidate.Id)]);
            return ServiceUserProblems.PossibleDuplicates(found);
        }

        var user = ServiceUser.Register(request.Person, organization, envelope, digests, now);
        db.Add(user);
        db.Audit("register service user", $"service-user/{user.Id}");
        if (found.Count > 0)
        {
            db.AuditShown("reject possible duplicates", "service-user", found.Select(candidate => candidate.Id), $"service-user/{user.Id}");
        }

        await db.SaveChangesAsync(cancellationToken);
        return http.Created($"/api/v1/referrals/service-users/{user.Id}", user.Version, new Response(user.Id));
    }

    // Two clerks register the same person at once: the second finds what the first has saved.
    private static Task<int> LockNameAsync(ReferralsDb db, byte[] nameDigest, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({BinaryPrimitives.ReadInt64BigEndian(nameDigest)})", cancellationToken);
}
