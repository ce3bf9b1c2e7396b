using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Imports;

internal static class GetImport
{
    public static void Map(RouteGroupBuilder imports) =>
        imports
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetImport))
            .WithSummary("How far an import is, and what became of its rows.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ImportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RegistryDb db,
        RequestContext context,
        CancellationToken cancellationToken
    ) =>
        await db.FindImportAsync(id, context.Caller!, cancellationToken) is { } import
            ? TypedResults.Ok(ImportView.Of(import))
            : Problems.NotFound("The import");

    /// <returns>Null when there is none that the caller may see.</returns>
    public static async Task<Import?> FindImportAsync(this RegistryDb db, Guid id, Caller caller, CancellationToken cancellationToken) =>
        await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is { } import && import.IsVisibleTo(caller)
            ? import
            : null;
}
