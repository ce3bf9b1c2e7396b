using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Registry.Workers;

internal static class GetWorker
{
    public static void Map(RouteGroupBuilder workers) =>
        workers
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetWorker))
            .WithSummary(
                "One worker with name, birth date, posts and competences, for the own organization and the programme's office. Every read is audited."
            )
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<WorkerView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse http,
        RegistryDb db,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Workers.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellationToken) is not { } worker
            || !context.Caller!.MayActFor(worker.OrganizationCode)
        )
        {
            return Problems.NotFound("The worker");
        }

        var competences = await db.CompetencesOfAsync(id, cancellationToken);
        db.Audit("read worker", $"worker/{id}");
        await db.SaveChangesAsync(cancellationToken);
        http.Headers.ETag = ETag.Of(worker.Version).ToString();
        http.Headers.CacheControl = "no-store";
        return TypedResults.Ok(
            WorkerView.Of(worker, envelope.Open<WorkerIdentity>(worker.Personal, id, nameof(worker.Personal)), competences, clock)
        );
    }
}
