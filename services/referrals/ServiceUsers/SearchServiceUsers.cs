using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>A POST, because what is searched for is personal data and URLs end up in logs.</summary>
internal static class SearchServiceUsers
{
    private const int MaxMatches = 50;

    public sealed record Request(
        [property: MaxLength(10), NoNulls] IReadOnlyList<Identifier>? Identifiers = null,
        [property: MaxLength(100)] string? ExternalCode = null
    );

    public sealed record Match(Guid Id, DateTimeOffset CreatedAt);

    public sealed record Response(IReadOnlyList<Match> Items);

    public static void Map(RouteGroupBuilder read) =>
        read.MapPost("/service-users/search", HandleAsync)
            .WithName(nameof(SearchServiceUsers))
            .AboutPeople("service-user")
            .WithSummary("Find service users of the caller's organization by any of their identifiers or by external code. Audited.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        ReferralsDb db,
        RequestContext context,
        BlindIndexes digests,
        CancellationToken cancellationToken
    )
    {
        var organization = context.Organization();
        var wanted = digests.OfIdentifiers(organization, request.Identifiers, request.ExternalCode);
        if (wanted.Count == 0)
        {
            return Problems.Invalid("identifiers", "Give identifiers or an externalCode.");
        }

        var matches = await db
            .ServiceUsers.Where(u => u.Organization == organization && u.Identifiers.Any(i => wanted.Contains(i.Digest)))
            .OrderBy(u => u.Id)
            .Select(u => new Match(u.Id, u.CreatedAt))
            .Take(MaxMatches)
            .ToListAsync(cancellationToken);

        db.AuditShown("search service users", "service-user", matches.Select(match => match.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(matches));
    }
}
