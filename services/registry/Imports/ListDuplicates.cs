using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports;

internal static class ListDuplicates
{
    /// <param name="Line">Where the new record stands in the file.</param>
    /// <param name="Site">The new site; absent in a dry run.</param>
    /// <param name="Candidate">The site that is perhaps the same; absent when it stands in the same file of a dry run.</param>
    /// <param name="CandidateLine">
    /// Where the other one stands in the same file; absent when it was in the register before, also when an earlier worker, which was interrupted, wrote it.
    /// </param>
    /// <param name="Score">0 to 1; 1 = all that was compared is the same.</param>
    /// <param name="Why">What is alike.</param>
    /// <param name="Organization">Code of the new organization, when it is organizations that were imported.</param>
    /// <param name="CandidateOrganization">Code of the one that is perhaps the same.</param>
    /// <example>{"line":17,"site":"01932b6c-8a3e-7d51-9c2b-5f0e4a7b1c22","candidate":"01920f11-3c5d-7a44-8e0f-2b6d9c1a7e53","score":0.913,"why":"same service type; name 86% alike; address 100% alike"}</example>
    internal sealed record Pair(
        int Line,
        Guid? Site,
        Guid? Candidate,
        int? CandidateLine,
        double Score,
        string Why,
        string? Organization,
        string? CandidateOrganization
    );

    public static void Map(RouteGroupBuilder imports) =>
        imports
            .MapGet("/{id:guid}/duplicates", HandleAsync)
            .WithName(nameof(ListDuplicates))
            .WithSummary("New sites or organizations that are perhaps the same as others. Both were kept: people decide.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<Pair>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] PageRequest page,
        HttpResponse http,
        RegistryDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetNumber(out var after))
        {
            return Problems.Invalid("after", "Not a value of after that this list returned.");
        }

        if (await db.FindImportAsync(id, context.Caller!, cancellationToken) is null)
        {
            return Problems.NotFound("The import");
        }

        var rows = await db
            .ImportDuplicates.AsNoTracking()
            .Where(d => d.ImportId == id && d.Id > after)
            .OrderBy(d => d.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var found = page.ToPage(rows, d => d.Id.ToString(CultureInfo.InvariantCulture), http);
        return TypedResults.Ok(
            new Page<Pair>(
                [
                    .. found.Items.Select(d => new Pair(
                        d.Line,
                        d.SiteId,
                        d.CandidateSiteId,
                        d.CandidateLine,
                        d.Score,
                        d.Why,
                        d.Organization,
                        d.CandidateOrganization
                    )),
                ],
                found.After
            )
        );
    }
}
