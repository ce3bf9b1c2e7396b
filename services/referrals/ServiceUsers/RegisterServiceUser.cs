using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

internal static class RegisterServiceUser
{
    private const int MaxDuplicates = 20;

    /// <param name="Id">The new record.</param>
    /// <param name="PossibleDuplicates">Older records of the same organization with the same identifier, or name and birth date. Nothing is merged.</param>
    public sealed record Response(Guid Id, IReadOnlyList<Guid> PossibleDuplicates);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/service-users", HandleAsync)
            .Idempotent()
            .WithName(nameof(RegisterServiceUser))
            .AboutPeople("service-user")
            .WithSummary("Register a user of social services; names possible duplicates.");

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        PersonalDetails person,
        ReferralsDb db,
        RequestContext context,
        Envelope envelope,
        BlindIndexes digests,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        if (!person.IsBirthDatePlausible(Ashgabat.Day(now)))
        {
            return Problems.Invalid("birthDate", "Lies in the future or before 1900.");
        }

        var user = ServiceUser.Register(person, context.Organization(), envelope, digests, now);
        var duplicates = await DuplicatesAsync(user, db, cancellationToken);
        db.Add(user);
        db.Audit("register service user", $"service-user/{user.Id}");
        if (duplicates.Count > 0)
        {
            db.AuditShown("show possible duplicates", "service-user", duplicates, $"service-user/{user.Id}");
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/referrals/service-users/{user.Id}", new Response(user.Id, duplicates));
    }

    private static async Task<IReadOnlyList<Guid>> DuplicatesAsync(ServiceUser user, ReferralsDb db, CancellationToken cancellationToken)
    {
        var (organization, name, digests) = (user.Organization, user.NameDigest, user.Identifiers.Select(i => i.Digest).ToList());
        return await db
            .ServiceUsers.Where(other =>
                other.Organization == organization && (other.NameDigest == name || other.Identifiers.Any(i => digests.Contains(i.Digest)))
            )
            .OrderBy(other => other.Id)
            .Select(other => other.Id)
            .Take(MaxDuplicates)
            .ToListAsync(cancellationToken);
    }
}
