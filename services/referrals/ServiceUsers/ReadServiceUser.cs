using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

internal static class ReadServiceUser
{
    /// <param name="Id">The record.</param>
    /// <param name="CreatedAt">When the person was registered.</param>
    /// <param name="Person">All details.</param>
    /// <param name="MergedInto">The record to use instead; absent when this one stands for itself.</param>
    /// <param name="LegalHold">Number of the order that keeps the records from being erased.</param>
    /// <param name="ErasedAt">When the person was erased; only what figures are made of is left.</param>
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "createdAt": "2021-05-06T09:30:00Z", "person": {"givenName": "Ogulgerek",
    /// "familyName": "Durdyýewa", "sex": "female", "place": "TM-S-02", "patronymic": "Baýramowna", "birthDate": "1973-09-09",
    /// "disability": false, "phone": "+993 61 00 00 00", "address": "Görogly köçesi 17", "identifiers": [{"kind": "passport",
    /// "value": "I-AS 123456"}], "externalCode": "FAM-117"}, "legalHold": "Court 18"}
    /// </example>
    public sealed record Response(
        Guid Id,
        DateTimeOffset CreatedAt,
        PersonalDetails Person,
        Guid? MergedInto,
        string? LegalHold,
        DateTimeOffset? ErasedAt
    )
    {
        internal static Response Of(ServiceUser user, Envelope envelope) =>
            new(user.Id, user.CreatedAt, user.Open(envelope), user.MergedInto, user.LegalHold, user.ErasedAt);
    }

    /// <param name="Number">1 is the oldest.</param>
    /// <param name="Person">As it stood until then.</param>
    /// <param name="ReplacedAt">When it was corrected.</param>
    /// <param name="ReplacedBy">The worker who corrected it.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Earlier(int Number, PersonalDetails Person, DateTimeOffset ReplacedAt, Guid ReplacedBy, string Reason);

    /// <param name="Items">Oldest first; empty when nothing was corrected.</param>
    /// <example>
    /// {"items": [{"number": 1, "person": {"givenName": "Ogulgerek", "familyName": "Durdyýewa", "sex": "female", "place": "TM-S-02",
    /// "patronymic": "Baýramowna", "birthDate": "1952-01-09", "disability": false, "phone": "+993 61 00 00 00",
    /// "address": "Görogly köçesi 17", "identifiers": [{"kind": "passport", "value": "I-AS 123456"}], "externalCode": "FAM-117"},
    /// "replacedAt": "2021-05-06T09:30:00Z", "replacedBy": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01",
    /// "reason": "Misheard at the first meeting."}]}
    /// </example>
    public sealed record History(IReadOnlyList<Earlier> Items);

    public static void Map(RouteGroupBuilder read)
    {
        read.MapGet("/service-users/{id:guid}", HandleAsync)
            .WithName(nameof(ReadServiceUser))
            .AboutPeople("service-user")
            .WithSummary("A service user of the caller's organization, with all personal details. The read is audited.")
            .Refuses(StatusCodes.Status404NotFound);
        read.MapGet("/service-users/{id:guid}/history", HistoryAsync)
            .WithName("ReadServiceUserHistory")
            .AboutPeople("service-user")
            .WithSummary("What a service user's details were before each correction. The read is audited.")
            .Refuses(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CareDesk desk,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (db, organization) = (desk.Db, desk.Organization);
        if (
            await db.ServiceUsers.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && u.Organization == organization, cancellationToken)
                is not { } user
            || !await desk.KnowsAsync(id, cancellationToken)
        )
        {
            return ServiceUserProblems.NotFound;
        }

        db.Audit("read service user", $"service-user/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return http.Ok(user.Version, Response.Of(user, envelope));
    }

    internal static async Task<Results<Ok<History>, ProblemHttpResult>> HistoryAsync(
        Guid id,
        CareDesk desk,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        var (db, organization) = (desk.Db, desk.Organization);
        var user = await db
            .ServiceUsers.AsNoTracking()
            .Include(u => u.Versions)
            .SingleOrDefaultAsync(u => u.Id == id && u.Organization == organization, cancellationToken);
        if (user is null || !await desk.KnowsAsync(id, cancellationToken))
        {
            return ServiceUserProblems.NotFound;
        }

        db.Audit("read service user's history", $"service-user/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(
            new History([
                .. user
                    .Versions.OrderBy(version => version.Number)
                    .Select(version => new Earlier(
                        version.Number,
                        envelope.Open<PersonalDetails>(version.Details, version.Id, nameof(version.Details)),
                        version.ReplacedAt,
                        version.ReplacedBy,
                        envelope.Open<string>(version.Reason, version.Id, nameof(version.Reason))
                    )),
            ])
        );
    }
}
