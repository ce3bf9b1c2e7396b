namespace SocialServices.Training.Courses;

/// <summary>A course as callers see it.</summary>
/// <param name="Id">UUID v7.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="Code">The organizer's own number.</param>
/// <param name="Organizer">Organization code.</param>
/// <param name="Funders">Organization codes.</param>
/// <param name="Place">Place code.</param>
/// <param name="Mode">in-person, online or hybrid.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="Capacity">The most participants.</param>
/// <param name="Enrolled">Participants so far.</param>
/// <param name="Trainers">Ids of the workers who train.</param>
/// <param name="State">planned, running (attendance has been recorded) or completed (participants are assessed).</param>
/// <param name="CompletedAt">UTC; absent before.</param>
public sealed record CourseView(
    Guid Id,
    string Programme,
    string Code,
    string Organizer,
    IReadOnlyList<string> Funders,
    string Place,
    CourseMode Mode,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int Capacity,
    int Enrolled,
    IReadOnlyList<Guid> Trainers,
    CourseState State,
    DateTimeOffset? CompletedAt
)
{
    internal static CourseView Of(Course course) =>
        new(
            course.Id,
            course.Programme,
            course.Code,
            course.Organizer,
            course.Funders,
            course.Place,
            course.Mode,
            course.StartsOn,
            course.EndsOn,
            course.Capacity,
            course.Enrolled,
            course.Trainers,
            course.State,
            course.CompletedAt
        );
}
