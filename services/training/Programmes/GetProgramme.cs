using System.ComponentModel;

namespace SocialServices.Training.Programmes;

internal static class GetProgramme
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/programmes/{code}", HandleAsync)
            .WithName(nameof(GetProgramme))
            .WithSummary("Read a training programme: phases, requirements, the competence it awards.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ProgrammeView>, ProblemHttpResult>> HandleAsync(
        string code,
        [Description("An earlier version; the current one when not given.")] int? version,
        HttpRequest request,
        TrainingDb db,
        CancellationToken cancellationToken
    )
    {
        var programme = version is { } number
            ? await db.ProgrammeAsync(code, number, cancellationToken)
            : await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellationToken);
        return programme is null ? Problems.NotFound("The programme") : TypedResults.Ok(ProgrammeView.Of(programme, request));
    }
}
