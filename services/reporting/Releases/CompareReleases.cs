using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Releases;

internal static class CompareReleases
{
    /// <param name="Release">Number and revision.</param>
    /// <param name="With">Number and revision of the other one.</param>
    /// <param name="Tables">Those that both have, under the same version of the rule.</param>
    /// <param name="Incomparable">Codes of tables of the first that the other does not have.</param>
    public sealed record Response(string Release, string With, IReadOnlyList<Table> Tables, IReadOnlyList<string> Incomparable);

    /// <param name="Indicator">Code.</param>
    /// <param name="By">Dimensions.</param>
    /// <param name="Period">Of the first.</param>
    /// <param name="WithPeriod">Of the other.</param>
    /// <param name="Cells">Those that are shown in both.</param>
    public sealed record Table(
        string Indicator,
        IReadOnlyList<string> By,
        string Period,
        string WithPeriod,
        IReadOnlyList<Difference> Cells
    );

    /// <param name="At">Categories.</param>
    /// <param name="Value">In the first.</param>
    /// <param name="With">In the other.</param>
    /// <param name="Change">First minus other.</param>
    public sealed record Difference(IReadOnlyList<string> At, decimal Value, decimal With, decimal Change);

    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/releases/{number:int}/comparison", HandleAsync)
            .WithName(nameof(CompareReleases))
            .WithSummary(
                "Compare a release with another one, or with another revision of itself: numbers that both show, and what changed."
            )
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        int number,
        int? revision,
        int with,
        int? withRevision,
        ReleaseReader reader,
        CancellationToken cancellationToken
    )
    {
        if (
            await reader.FindAsync(number, revision, cancellationToken) is not { } first
            || await reader.FindAsync(with, withRevision, cancellationToken) is not { } second
        )
        {
            return Problems.NotFound(ReleaseReader.What);
        }

        var pairs = first
            .Content.Tables.Select(table =>
                (Table: table, Other: second.Content.Tables.FirstOrDefault(other => AreAlike(first, table, second, other)))
            )
            .ToList();
        return TypedResults.Ok(
            new Response(
                first.Release.Name,
                second.Release.Name,
                [.. pairs.Where(pair => pair.Other is not null).Select(pair => Compare(pair.Table, pair.Other!))],
                [.. pairs.Where(pair => pair.Other is null).Select(pair => pair.Table.Code)]
            )
        );
    }

    // The whole period with the whole period, and parts of the same kind in their order.
    private static bool AreAlike(ReadableRelease first, ReleaseTable table, ReadableRelease second, ReleaseTable other) =>
        table.Indicator == other.Indicator
        && table.Version == other.Version
        && (table.By.SequenceEqual(other.By) || table.CoarsenedFrom is not null || other.CoarsenedFrom is not null)
        && (table.CoarsenedFrom ?? table.By).SequenceEqual(other.CoarsenedFrom ?? other.By)
        && (table.Period == other.Period || (table.Period == first.Release.Period && other.Period == second.Release.Period));

    private static Table Compare(ReleaseTable table, ReleaseTable other)
    {
        var others = other.Cells.ToDictionary(cell => KeyOf(other, cell));
        return new Table(
            table.Indicator,
            table.By,
            table.Period,
            other.Period,
            [
                .. table
                    .Cells.Where(cell => cell.Value is not null)
                    .Select(cell => (Cell: cell, Other: others.GetValueOrDefault(KeyOf(table, cell))))
                    .Where(pair => pair.Other?.Value is not null)
                    .Select(pair => new Difference(
                        pair.Cell.At,
                        pair.Cell.Value!.Value,
                        pair.Other!.Value!.Value,
                        pair.Cell.Value.Value - pair.Other.Value.Value
                    )),
            ]
        );
    }

    // One of them may be coarser.
    private static string KeyOf(ReleaseTable table, ReleaseCell cell) =>
        string.Join('|', cell.At.Select((code, i) => (table.By[i], code)).Where(at => at.code is not "total"));
}
