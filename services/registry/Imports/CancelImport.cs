using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports;

internal static class CancelImport
{
    public static void Map(RouteGroupBuilder imports) =>
        imports
            .MapPost("/{id:guid}/cancel", HandleAsync)
            .WithName(nameof(CancelImport))
            .WithSummary("Cancel an import. Rows already written stay. Can be repeated.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ImportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RegistryDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var import = (
            await db.Imports.FromSql($"select * from imports where id = {id} for update").ToListAsync(cancellationToken)
        ).SingleOrDefault();
        if (import is null || !import.IsVisibleTo(context.Caller!))
        {
            return Problems.NotFound("The import");
        }

        if (import.State is ImportState.Finished or ImportState.Failed)
        {
            return Problems.Conflict("import-ended", "The import has already ended.", $"It is {Words.Of(import.State)}.");
        }

        if (!import.CancelRequested)
        {
            import.CancelRequested = true;
            if (import.State is ImportState.Queued)
            {
                (import.State, import.EndedAt) = (ImportState.Cancelled, clock.GetUtcNow());
            }

            db.Audit("cancel import", import.Subject);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(ImportView.Of(import));
    }
}
