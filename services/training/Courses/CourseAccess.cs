namespace SocialServices.Training.Courses;

/// <summary>Who may change a course, and until when.</summary>
internal static class CourseAccess
{
    public static ProblemHttpResult NotFound => Problems.NotFound("The course");

    /// <summary>403 unless the caller acts for its organizer or is the programme's office.</summary>
    public static ProblemHttpResult? UnlessOrganizer(Course course, RequestContext context) =>
        context.Caller!.MayActFor(course.Organizer) ? null : NotTheOrganizer;

    /// <summary>409 when the course is completed or cancelled.</summary>
    public static ProblemHttpResult? UnlessOpen(Course course) =>
        course.State switch
        {
            CourseState.Completed => Problems.Conflict(
                "course-completed",
                "The course is completed.",
                "Its participants are assessed: nothing of it can change any more."
            ),
            CourseState.Cancelled => Problems.Conflict("course-cancelled", "The course is cancelled."),
            _ => null,
        };

    public static ProblemHttpResult NotTheOrganizer =>
        Problems.Of(
            StatusCodes.Status403Forbidden,
            ProblemTypes.Forbidden,
            "Only the organizer of a course may change it.",
            "The caller's token is for another organization."
        );
}
