namespace SocialServices.Training.Programmes;

internal static class ListProgrammes
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/programmes", HandleAsync)
            .WithName(nameof(ListProgrammes))
            .WithSummary("List all training programmes, on one page.");

    internal static async Task<Ok<Page<ProgrammeView>>> HandleAsync(HttpRequest request, TrainingDb db, CancellationToken cancellationToken)
    {
        var programmes = await db.Programmes.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<ProgrammeView>([.. programmes.Select(programme => ProgrammeView.Of(programme, request))], null));
    }
}
