using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Releases;

internal static class ExplainNumber
{
    /// <param name="Indicator">Code.</param>
    /// <param name="Name">In the language of <c>Accept-Language</c>.</param>
    /// <param name="Version">Of the rule.</param>
    /// <param name="Rule">How it is counted, and what is left out.</param>
    /// <param name="Explanation">The same in plain words.</param>
    /// <param name="Sources">Events that it is made of.</param>
    /// <param name="Positions">Up to which event of each service.</param>
    /// <param name="CutOff">What came later is not in it.</param>
    /// <param name="Cell">The number.</param>
    /// <param name="Protection">Why it is shown or not, in general words.</param>
    public sealed record Response(
        string Indicator,
        string Name,
        int Version,
        string Rule,
        string Explanation,
        IReadOnlyList<string> Sources,
        IReadOnlyDictionary<string, long> Positions,
        DateTimeOffset CutOff,
        ReleaseCell Cell,
        string Protection
    );

    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/releases/{number:int}/tables/{table}/explanation", HandleAsync)
            .WithName(nameof(ExplainNumber))
            .WithSummary("Explain a number of a release: by which rule it was counted, from what, and why it is hidden.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        int number,
        string table,
        [MaxLength(400)] string? at,
        int? revision,
        HttpRequest request,
        ReleaseReader reader,
        IndicatorCatalogue catalogue,
        CancellationToken cancellationToken
    )
    {
        if (await reader.FindAsync(number, revision, cancellationToken) is not { } release)
        {
            return Problems.NotFound(ReleaseReader.What);
        }

        if (release.Content.Tables.FirstOrDefault(one => one.Code == table) is not { } found)
        {
            return Problems.NotFound("The table");
        }

        var categories = string.IsNullOrEmpty(at) ? [.. found.By.Select(_ => "total")] : at.Split(',');
        if (found.Cells.FirstOrDefault(cell => cell.At.SequenceEqual(categories)) is not { } cell)
        {
            return Problems.Invalid("at", $"Must be a category of each of {string.Join(", ", found.By)}, or total, with commas between.");
        }

        var definition = catalogue.Find(found.Indicator)!;
        return TypedResults.Ok(
            new Response(
                definition.Code,
                definition.Name.For(request),
                found.Version,
                definition.Definition,
                definition.Explanation,
                definition.Sources,
                release.Content.Positions,
                release.Content.CutOff,
                cell,
                ProtectionOf(cell, definition)
            )
        );
    }

    private static string ProtectionOf(ReleaseCell cell, IndicatorDefinition definition) =>
        cell.Status switch
        {
            CellStatus.Shown when !definition.AboutPeople => "It is not about people and is shown as it is.",
            CellStatus.Shown => "It is shown as it is. The certificate proves that it brings no hidden number back.",
            CellStatus.StructuralZero => "It cannot be anything but 0.",
            CellStatus.NotAvailable => "There is nothing to measure here, or too few people for a mean, a median or a share.",
            _ => "It is hidden: it is small, or tells something of everybody in a group, or would let readers calculate such a number. "
                + "Which of these is not told, because that would say how large it is.",
        };
}
