using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Practice;

/// <summary>Field practice: planned with a mentor who is certified to train, logged day by day, and signed off.</summary>
internal static class FieldPracticeEndpoints
{
    /// <param name="EnrolmentId">A participant of the course.</param>
    /// <param name="MentorId">A worker who is certified to train in the programme.</param>
    /// <param name="Place">Place code.</param>
    /// <param name="StartsOn">First day.</param>
    /// <param name="EndsOn">Last day.</param>
    /// <param name="Days">Days of practice within the block.</param>
    /// <example>
    /// {"enrolmentId": "0179c0de-1a00-7c45-b1d2-6f8a90b1c2d3", "mentorId": "017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33", "place": "TM-S-02",
    /// "startsOn": "2021-06-07", "endsOn": "2021-06-18", "days": 5}
    /// </example>
    public sealed record PlanRequest(
        Guid EnrolmentId,
        Guid MentorId,
        [property: Required, MaxLength(20), RegularExpression(Codes.Place)] string Place,
        DateOnly StartsOn,
        DateOnly EndsOn,
        [property: Range(1, 200)] int Days
    );

    /// <param name="Log">The whole log, at most 200 days; it replaces what was there.</param>
    /// <example>{"log": [{"day": "2021-06-07", "activity": "Home visit beside the mentor; needs assessment."}]}</example>
    public sealed record LogRequest([property: MaxLength(200), NoNulls] IReadOnlyList<PracticeDay> Log);

    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        write
            .MapPost("/courses/{id:guid}/field-practice", PlanAsync)
            .Idempotent()
            .WithName("PlanFieldPractice")
            .WithSummary("Plan a block of field practice of a participant beside a mentor.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        write
            .MapPut("/courses/{id:guid}/field-practice/{practiceId:guid}/log", LogAsync)
            .WithName("LogFieldPractice")
            .WithSummary("Write the log of a block, until it is signed off.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        write
            .MapPut("/courses/{id:guid}/field-practice/{practiceId:guid}/sign-off", SignOffAsync)
            .WithName("SignOffFieldPractice")
            .WithSummary("Sign a block off: its log has as many days as were planned, and from now on it counts.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        read.MapGet("/courses/{id:guid}/field-practice", ListAsync)
            .WithName("ListFieldPractice")
            .WithSummary("List the field practice of a course, on one page. For its organizer.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Created<FieldPracticeView>, ProblemHttpResult>> PlanAsync(
        Guid id,
        PlanRequest request,
        TrainingDb db,
        CourseWrite write,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var practice = new FieldPractice
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            EnrolmentId = request.EnrolmentId,
            MentorId = request.MentorId,
            Place = request.Place,
            StartsOn = request.StartsOn,
            EndsOn = request.EndsOn,
            Days = request.Days,
        };
        var refusal = await write.PostAsync(
            id,
            new Change("plan field practice", $"enrolment/{request.EnrolmentId}"),
            async course =>
            {
                var enrolment = await db.Enrolments.SingleOrDefaultAsync(
                    e => e.Id == request.EnrolmentId && e.CourseId == id && e.State == EnrolmentState.Enrolled,
                    cancellationToken
                );
                if (enrolment is null || enrolment.WorkerId == request.MentorId)
                {
                    return Problems.Invalid("enrolmentId", "Not a participant of this course, or the mentor.");
                }

                if (request.Days > request.EndsOn.DayNumber - request.StartsOn.DayNumber + 1)
                {
                    return Problems.Invalid("days", "More days than the block has.");
                }

                var programme = await db.ProgrammeOfAsync(course, cancellationToken);
                Guid[] mentor = [request.MentorId];
                var uncertified = await TrainerRules.FindUncertifiedAsync(
                    db,
                    programme,
                    mentor,
                    request.StartsOn,
                    request.EndsOn,
                    cancellationToken
                );
                if (uncertified.Count > 0)
                {
                    return Problems.Invalid("mentorId", TrainerRules.NotCertified(programme));
                }

                db.Add(practice);
                return null;
            },
            cancellationToken
        );
        return refusal is not null
            ? refusal
            : TypedResults.Created($"/api/v1/training/courses/{id}/field-practice", FieldPracticeView.Of(practice, envelope));
    }

    internal static Task<Results<Ok<FieldPracticeView>, ProblemHttpResult>> LogAsync(
        Guid id,
        Guid practiceId,
        LogRequest request,
        TrainingDb db,
        CourseWrite write,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            practiceId,
            "log field practice",
            practice =>
                request.Log.FirstOrDefault(day => day.Day < practice.StartsOn || day.Day > practice.EndsOn || day.Day > clock.Today())
                    is { } odd
                    ? Problems.Invalid("log", $"{odd.Day:yyyy-MM-dd} is not a day of the block, or still to come.")
                : practice.TryKeepLog(request.Log, envelope) ? null
                : Problems.Conflict("practice-signed-off", "The block is already signed off; it cannot be changed."),
            db,
            write,
            envelope,
            cancellationToken
        );

    internal static Task<Results<Ok<FieldPracticeView>, ProblemHttpResult>> SignOffAsync(
        Guid id,
        Guid practiceId,
        TrainingDb db,
        CourseWrite write,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            practiceId,
            "sign off field practice",
            practice =>
            {
                if (practice.Open(envelope).DistinctBy(day => day.Day).Count() < practice.Days)
                {
                    return Problems.Conflict("log-incomplete", "The log has fewer days than were planned.");
                }

                practice.SignOff(clock.GetUtcNow());
                return null;
            },
            db,
            write,
            envelope,
            cancellationToken
        );

    internal static async Task<Results<Ok<Page<FieldPracticeView>>, ProblemHttpResult>> ListAsync(
        Guid id,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (course is null || CourseAccess.UnlessOrganizer(course, context) is not null)
        {
            return CourseAccess.NotFound;
        }

        var practices = await db
            .FieldPractices.AsNoTracking()
            .Where(p => db.Enrolments.Any(e => e.Id == p.EnrolmentId && e.CourseId == id))
            .OrderBy(p => p.Id)
            .ToListAsync(cancellationToken);
        db.Audit("read field practice", $"course/{id}");
        await db.SaveChangesAsync(cancellationToken);
        http.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Page<FieldPracticeView>([.. practices.Select(p => FieldPracticeView.Of(p, envelope))], null));
    }

    private static async Task<Results<Ok<FieldPracticeView>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        Guid practiceId,
        string action,
        Func<FieldPractice, ProblemHttpResult?> change,
        TrainingDb db,
        CourseWrite write,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        FieldPractice? practice = null;
        var refusal = await write.PutAsync(
            id,
            new Change(action, $"field-practice/{practiceId}"),
            async course =>
            {
                practice = await db.FieldPractices.SingleOrDefaultAsync(
                    p => p.Id == practiceId && db.Enrolments.Any(e => e.Id == p.EnrolmentId && e.CourseId == id),
                    cancellationToken
                );
                return practice is null ? Problems.NotFound("The field practice") : change(practice);
            },
            cancellationToken
        );
        return refusal is not null ? refusal : TypedResults.Ok(FieldPracticeView.Of(practice!, envelope));
    }
}
