using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;

namespace SocialServices.Training.Courses;

/// <summary>Who may change a course, and until when.</summary>
internal static class CourseAccess
{
    /// <summary>It exists, it is the caller's (or the caller manages the programme), and its participants are not yet assessed.</summary>
    /// <param name="course">Null when there is none.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="refusal">404, 403 or 409.</param>
    public static bool MayBeChangedBy(
        [NotNullWhen(true)] this Course? course,
        RequestContext context,
        [NotNullWhen(false)] out ProblemHttpResult? refusal
    )
    {
        refusal = course switch
        {
            null => Problems.NotFound("The course"),
            _ when !context.Caller!.MayActFor(course.Organizer) => NotTheOrganizer,
            { State: CourseState.Completed } => Completed,
            _ => null,
        };
        return refusal is null;
    }

    public static ProblemHttpResult NotTheOrganizer =>
        Problems.Of(
            StatusCodes.Status403Forbidden,
            ProblemTypes.Forbidden,
            "Only the organizer of a course may change it.",
            "The caller's token is for another organization."
        );

    private static ProblemHttpResult Completed =>
        Problems.Conflict(
            "course-completed",
            "The course is completed.",
            "Its participants are assessed: nothing of it can change any more."
        );
}
