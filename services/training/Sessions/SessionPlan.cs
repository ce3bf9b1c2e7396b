using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Sessions;

/// <summary>When and where a session is held.</summary>
/// <param name="HeldOn">A day of the course.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="StartsAt">Local time hh:mm:ss, together with <paramref name="EndsAt"/>.</param>
/// <param name="EndsAt">Later than <paramref name="StartsAt"/>.</param>
/// <param name="Phase">The phase of the programme, from 1.</param>
/// <param name="Place">Place code, where it is not the course's.</param>
/// <param name="Link">Where it is joined online, when that is not the course's link.</param>
public record SessionPlan(
    DateOnly HeldOn,
    [property: Required, MaxLength(300), RegularExpression(Codes.Text)] string Topic,
    TimeOnly? StartsAt = null,
    TimeOnly? EndsAt = null,
    [property: Range(1, 20)] int? Phase = null,
    [property: MaxLength(20), RegularExpression(Codes.Place)] string? Place = null,
    [property: MaxLength(Codes.MaxLink), RegularExpression(Codes.Link)] string? Link = null
)
{
    /// <returns>What makes no sense in this course, or null.</returns>
    internal ProblemHttpResult? FaultIn(Course course) =>
        !course.Includes(HeldOn)
            ? Problems.Invalid("heldOn", $"The course lasts from {course.StartsOn:yyyy-MM-dd} to {course.EndsOn:yyyy-MM-dd}.")
        : StartsAt is null != EndsAt is null || EndsAt <= StartsAt
            ? Problems.Invalid("endsAt", "Give both times or neither; the end is later than the start.")
        : null;
}
