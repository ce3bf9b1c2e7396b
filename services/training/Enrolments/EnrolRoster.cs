using System.ComponentModel;
using System.Text;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Enrolments;

internal static class EnrolRoster
{
    private const int MaxBytes = 1024 * 1024;

    /// <param name="DryRun">Nothing was enrolled: this is what would happen.</param>
    /// <param name="Enrolled">Workers with a seat.</param>
    /// <param name="Waiting">Workers on the waiting list.</param>
    /// <param name="Rejected">Every row that was not taken, with line, column and reason.</param>
    public sealed record Response(bool DryRun, int Enrolled, int Waiting, IReadOnlyList<Rejection> Rejected);

    /// <param name="Line">Line of the file, from 1.</param>
    /// <param name="Field">The column at fault.</param>
    /// <param name="Reason">What is wrong.</param>
    public sealed record Rejection(int Line, string Field, string Reason);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/roster", HandleAsync)
            .Idempotent()
            .Accepts<string>("text/csv")
            .WithName(nameof(EnrolRoster))
            .WithSummary("Enrol the workers of a CSV file; good rows are taken, every other one is named. For the employer.")
            .WithDescription(
                "The first line names the column workerId; for the programme's office also organization. At most 10,000 rows and 1 MiB."
            )
            .Refuses(
                StatusCodes.Status503ServiceUnavailable,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status422UnprocessableEntity
            );

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [Description("Only say what would happen.")] bool? dryRun,
        HttpRequest http,
        TrainingDb db,
        CourseWrite write,
        Enrolling enrolling,
        RegistryDirectory registry,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        if (http.ContentLength > MaxBytes || http.Body.Length > MaxBytes)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, ProblemTypes.Of("too-large"), "The file has more than 1 MiB.");
        }

        http.Body.Position = 0;
        using var text = new StreamReader(http.Body, Encoding.UTF8, leaveOpen: true);
        var roster = Roster.Read(await text.ReadToEndAsync(cancellationToken), context.Caller!.Organization);
        if (roster.Fault is { } fault)
        {
            return Problems.Invalid("body", fault);
        }

        var known = new Dictionary<Guid, Worker>();
        foreach (var some in roster.Rows.Select(row => row.WorkerId).Chunk(RegistryDirectory.MaxWorkers))
        {
            foreach (var (worker, facts) in await registry.FindWorkersAsync(some, cancellationToken))
            {
                known[worker] = facts;
            }
        }

        Response? response = null;
        var change = new Change("enrol roster", "course");
        var refusal = await write.PostAsync(
            id,
            change,
            async course =>
            {
                var programme = await db.ProgrammeOfAsync(course, cancellationToken);
                var (late, countsFrom) = await enrolling.BeLateAsync(course, programme, cancellationToken);
                if (late is not null)
                {
                    return late;
                }

                var refused = await enrolling.FindRefusedAsync(
                    course,
                    programme,
                    [.. roster.Rows.Select(row => row.WorkerId)],
                    cancellationToken
                );
                var rejected = roster.Findings.Select(f => new Rejection(f.Line, f.Field, f.Reason)).ToList();
                var free = course.Free;
                var taken = new List<Worker>();
                foreach (var row in roster.Rows)
                {
                    var worker = known.GetValueOrDefault(row.WorkerId);
                    var reason = context.Caller!.MayActFor(row.Organization)
                        ? EnrolWorker.FaultOf(worker, row.Organization) ?? refused.GetValueOrDefault(row.WorkerId)
                        : Enrolling.NotYours;
                    if (reason is null)
                    {
                        taken.Add(worker!);
                    }
                    else
                    {
                        rejected.Add(new Rejection(row.Line, "workerId", reason));
                    }
                }

                foreach (var worker in dryRun is true ? [] : taken)
                {
                    await enrolling.AddAsync(course, worker, countsFrom, cancellationToken);
                }

                var seated = Math.Min(free, taken.Count);
                response = new(dryRun is true, seated, taken.Count - seated, [.. rejected.OrderBy(rejection => rejection.Line)]);
                change.Details = new { enrolled = dryRun is true ? 0 : taken.Count, rejected = rejected.Count };
                return null;
            },
            cancellationToken,
            refuse: _ => null
        );
        return refusal is not null ? refusal : TypedResults.Ok(response!);
    }
}
