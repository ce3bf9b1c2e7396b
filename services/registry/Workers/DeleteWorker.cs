using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
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
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);

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
        if (found.Worker is not { } worker)
        {
            return found.Refusal!;
        }

        worker.Delete(request.Reason, clock.GetUtcNow());
        db.Publish(worker.Deleted(clock.GetUtcNow()));
        db.Audit("delete worker", $"worker/{id}", request.Reason);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
        }

        return TypedResults.NoContent();
    }
}
