using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Workers;

internal static class DeleteWorker
{
    public static void Map(RouteGroupBuilder workers) =>
        workers
            .MapPost("/{id:guid}/delete", HandleAsync)
            .WithName(nameof(DeleteWorker))
            .WithSummary("Delete a worker who was entered by mistake. Needs If-Match.")
            .WithDescription(
                "For entries made by mistake or twice: who ends work leaves instead, and stays in the register. The reason must not name anybody."
            )
            .ChangesRecord();

    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Deletable.Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        RegistryDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var found = await WorkerToChange.FindAsync(db, id, ifMatch, context.Caller!, cancellationToken);
        if (!found.IsAllowed(out var worker, out var refusal))
        {
            return refusal;
        }

        worker.Delete(request.Reason, clock.GetUtcNow());
        db.Publish(worker.Deleted());
        db.Audit("delete worker", $"worker/{id}", request.Reason);
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return TypedResults.NoContent();
    }
}
