using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.Training.Data;

namespace SocialServices.Training.Programmes;

internal static class GetProgramme
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/programmes/{code}", HandleAsync)
            .WithName(nameof(GetProgramme))
            .WithSummary("A training programme: phases, requirements, the competence it awards.");

    internal static async Task<Results<Ok<ProgrammeView>, ProblemHttpResult>> HandleAsync(
        string code,
        HttpRequest request,
        TrainingDb db,
        CancellationToken cancellationToken
    ) =>
        await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellationToken) is { } programme
            ? TypedResults.Ok(ProgrammeView.Of(programme, request))
            : Problems.NotFound("The programme");
}
