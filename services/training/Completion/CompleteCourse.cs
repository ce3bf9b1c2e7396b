using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Certificates;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Participation;
using SocialServices.Training.Practice;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Completion;

internal static class CompleteCourse
{
    /// <param name="CourseId">The course.</param>
    /// <param name="State">completed.</param>
    /// <param name="Participants">Everyone who was assessed.</param>
    public sealed record Response(Guid CourseId, CourseState State, IReadOnlyList<Participant> Participants);

    /// <param name="EnrolmentId">The enrolment.</param>
    /// <param name="WorkerId">The participant; absent for a provisional participant whom nobody has matched to a worker.</param>
    /// <param name="Completed">True when all requirements were met.</param>
    /// <param name="Missing">Why not: attendance-below-threshold, post-test-failed and so on; empty when completed.</param>
    /// <param name="AttendancePercent">Of all planned sessions, rounded down.</param>
    /// <param name="CertificateNumber">Absent when not completed.</param>
    /// <param name="AwaitsSignatureOf">Issuers that must still sign the certificate before it counts.</param>
    public sealed record Participant(
        Guid EnrolmentId,
        Guid? WorkerId,
        bool Completed,
        IReadOnlyList<Shortfall> Missing,
        int AttendancePercent,
        string? CertificateNumber,
        IReadOnlyList<string> AwaitsSignatureOf
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/complete", HandleAsync)
            .Idempotent()
            .WithName(nameof(CompleteCourse))
            .AboutPeople("course")
            .WithSummary("Assess every participant and certify those who met the programme's requirements; once, on or after the last day.")
            .WithDescription("A certificate counts when all its issuers have signed, or have let the organizer sign for them.")
            .Refuses(
                StatusCodes.Status503ServiceUnavailable,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity
            );

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        TrainingDb db,
        CourseWrite write,
        Issuing issuing,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var planned = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (planned is null || CourseAccess.UnlessOrganizer(planned, context) is not null)
        {
            return planned is null ? CourseAccess.NotFound : CourseAccess.NotTheOrganizer;
        }

        var programme = await db.ProgrammeOfAsync(planned, cancellationToken);
        var issuers = await issuing.NamesOfAsync(programme.Issuers, cancellationToken);
        Response? response = null;
        var refusal = await write.PostAsync(
            id,
            new Change("complete course", "course"),
            async course =>
            {
                var refused =
                    await CompletionRules.FindRefusalAsync(db, course, clock.Today(), cancellationToken)
                    ?? await TrainerRules.UnlessTrainedAsync(db, programme, course, cancellationToken);
                response = refused is null
                    ? await AssessAsync(db, issuing, course, programme, issuers, clock.GetUtcNow(), cancellationToken)
                    : null;
                return refused;
            },
            cancellationToken
        );
        return refusal is not null ? refusal : TypedResults.Ok(response!);
    }

    private static async Task<Response> AssessAsync(
        TrainingDb db,
        Issuing issuing,
        Course course,
        Programme programme,
        IReadOnlyList<LocalizedText> issuers,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var attendance = await AttendanceSheet.ReadAsync(db, programme, course.Id, cancellationToken);
        var practice = await FieldPractice.DaysAsync(db, course.Id, cancellationToken);
        var enrolments = await db
            .Enrolments.Where(e => e.CourseId == course.Id && e.State == EnrolmentState.Enrolled)
            .OrderBy(e => e.Id)
            .ToListAsync(cancellationToken);
        var missing = enrolments.ToDictionary(
            e => e.Id,
            e => Shortfalls.Of(programme, e, attendance.Of(e), practice.GetValueOrDefault(e.Id))
        );
        enrolments.ForEach(enrolment => enrolment.Assess(missing[enrolment.Id].Count == 0));
        var passed = enrolments.Where(enrolment => enrolment.Completed is true).ToList();

        // Their assessment is told before their certificates.
        await CompletionEvents.PublishAsync(db, course, programme, enrolments, attendance, now, cancellationToken);
        var certificates = await issuing.CertifyAsync(course, programme, passed, issuers, now, cancellationToken);
        course.Complete(now);
        return new Response(
            course.Id,
            course.State,
            [
                .. enrolments.Select(e => new Participant(
                    e.Id,
                    e.WorkerId,
                    e.Completed is true,
                    missing[e.Id],
                    attendance.Of(e).Percent,
                    certificates.GetValueOrDefault(e.Id)?.Number,
                    [.. (certificates.GetValueOrDefault(e.Id) is { } c ? c.Issuers.Except(c.SignedBy) : [])]
                )),
            ]
        );
    }
}
