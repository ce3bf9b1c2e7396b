using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports;

internal static class ListImports
{
    public static void Map(RouteGroupBuilder imports) =>
        imports
            .MapGet("", HandleAsync)
            .WithName(nameof(ListImports))
            .WithSummary("The imports of one's own organization, or all for the programme's office; the newest first.");

    /// <param name="state">queued, running, finished, failed or cancelled; all when absent.</param>
    internal static async Task<Results<Ok<Page<ImportView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        [MaxLength(30)] string? state,
        HttpResponse http,
        RegistryDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var before))
        {
            return PageRequest.Unknown;
        }

        if (!Words.TryParse<ImportState>(state, out var wanted))
        {
            return Problems.Invalid("state", Words.Expected<ImportState>());
        }

        var caller = context.Caller!;
        var everything = caller.Has(Scopes.ProgrammeManage);
        var rows = await db
            .Imports.AsNoTracking()
            .Where(i =>
                (everything || i.Uploader == caller.Organization)
                && i.State != ImportState.Receiving
                && (wanted == null || i.State == wanted)
                && (before == Guid.Empty || i.Id.CompareTo(before) < 0)
            )
            .OrderByDescending(i => i.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage([.. rows.Select(ImportView.Of)], i => i.Id.ToString(), http));
    }
}
