using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>A POST, because what is searched for is personal data and URLs end up in logs.</summary>
internal static class SearchServiceUsers
{
    /// <param name="GivenName">Together with the family name; the order of the two does not matter.</param>
    /// <param name="FamilyName">Together with the given name.</param>
    /// <param name="BirthDate">Narrows a search by name; day and month may be swapped.</param>
    /// <param name="BirthYear">When only the year is known.</param>
    /// <param name="Phone">Finds by the last eight digits.</param>
    /// <param name="Identifiers">Any of them.</param>
    /// <param name="ExternalCode">The person's code in the caller's own system.</param>
    /// <example>{"givenName": "Ogulgerek", "familyName": "Annaberdiýewa", "birthYear": 1987}</example>
    public sealed record Request(
        [property: MaxLength(100)] string? GivenName = null,
        [property: MaxLength(100)] string? FamilyName = null,
        DateOnly? BirthDate = null,
        [property: Range(1900, 2100)] int? BirthYear = null,
        [property: MaxLength(30)] string? Phone = null,
        [property: MaxLength(10), NoNulls] IReadOnlyList<Identifier>? Identifiers = null,
        [property: MaxLength(100)] string? ExternalCode = null
    )
    {
        internal bool HasName => !string.IsNullOrWhiteSpace(GivenName) && !string.IsNullOrWhiteSpace(FamilyName);
    }

    /// <param name="Items">The likeliest first.</param>
    /// <example>
    /// {"items": [{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "score": 100, "reasons": ["same-external-code", "birth-unknown"],
    /// "openCases": ["0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02"]}]}
    /// </example>
    public sealed record Response(IReadOnlyList<Candidate> Items);

    public static void Map(RouteGroupBuilder read) =>
        read.MapPost("/service-users/search", HandleAsync)
            .WithName(nameof(SearchServiceUsers))
            .OpenInEmergencies()
            .AboutPeople("service-user")
            .WithSummary("Find service users of the caller's organization by names, identifiers or external code. Audited.")
            .WithDescription(
                "Names are compared across Latin and Cyrillic letters and spellings. Names that are only similar are found together with a birth "
                    + "date or year, a phone or an identifier."
            )
            .Refuses(StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        ReferralsDb db,
        RequestContext context,
        BlindIndexes digests,
        Candidates candidates,
        CancellationToken cancellationToken
    )
    {
        var organization = context.Organization();
        var identifiers = digests.OfIdentifiers(organization, request.Identifiers, request.ExternalCode).ToArray();
        if (identifiers.Length == 0 && !request.HasName)
        {
            return Problems.Invalid("identifiers", "Give identifiers, an externalCode, or a givenName and a familyName.");
        }

        if (request is { BirthDate: not null, BirthYear: not null })
        {
            return Problems.Invalid("birthYear", "Not together with birthDate.");
        }

        var found = await candidates.FindAsync(
            organization,
            new PersonalDetails(
                request.GivenName ?? "",
                request.FamilyName ?? "",
                Sex.Unknown,
                "",
                BirthDate: request.BirthDate,
                BirthYear: request.BirthYear,
                Phone: request.Phone,
                Identifiers: request.Identifiers,
                ExternalCode: request.ExternalCode
            ),
            cancellationToken
        );
        db.AuditShown("search service users", "service-user", found.Select(match => match.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(found));
    }
}
