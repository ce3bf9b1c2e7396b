using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Assessments;

internal static class ReadAssessment
{
    public sealed record Item(
        Guid Id,
        string Instrument,
        int InstrumentVersion,
        AssessmentStatus Status,
        DateTimeOffset StartedAt,
        DateTimeOffset? CompletedAt
    );

    /// <param name="Items">Oldest first, at most 200.</param>
    /// <example>
    /// {"items": [{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "instrument": "needs-assessment", "instrumentVersion": 1,
    /// "status": "completed", "startedAt": "2021-05-06T09:30:00Z", "completedAt": "2021-05-09T09:30:00Z"}]}
    /// </example>
    public sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(RouteGroupBuilder read)
    {
        read.MapGet("/assessments/{id:guid}", HandleAsync)
            .WithName(nameof(ReadAssessment))
            .AboutPeople("assessment")
            .WithSummary("An assessment with its answers and what they say. Audited.")
            .Refuses(StatusCodes.Status404NotFound);
        read.MapGet("/cases/{id:guid}/assessments", ListAsync)
            .WithName("ListAssessments")
            .AboutPeople("case")
            .WithSummary("The assessments of a case, oldest first. Audited.")
            .Refuses(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<AssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CareDesk desk,
        AssessmentDesk assessments,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await assessments.FindAsync(id, cancellationToken) is not { } assessment)
        {
            return Problems.NotFound("The assessment");
        }

        desk.Db.Audit("read assessment", $"assessment/{id}", $"case/{assessment.CaseId}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        var instrument = await assessments.InstrumentOfAsync(assessment, cancellationToken);
        return http.Ok(assessment.Version, AssessmentView.Of(assessment, instrument, desk));
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> ListAsync(
        Guid id,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        if (await desk.FindCaseAsync(id, cancellationToken) is null)
        {
            return CaseProblems.NotFound;
        }

        var items = await desk
            .Db.Assessments.Where(a => a.CaseId == id)
            .OrderBy(a => a.Id)
            .Take(200)
            .Select(a => new Item(a.Id, a.Instrument, a.InstrumentVersion, a.Status, a.StartedAt, a.CompletedAt))
            .ToListAsync(cancellationToken);
        desk.Db.Audit("list assessments", $"case/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(items));
    }
}
