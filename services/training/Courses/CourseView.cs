using SocialServices.Training.Programmes;

namespace SocialServices.Training.Courses;

/// <summary>A course as callers see it.</summary>
/// <param name="Id">UUID v7.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="ProgrammeVersion">The version of the programme that it keeps to.</param>
/// <param name="Code">The organizer's own number.</param>
/// <param name="Organizer">Organization code.</param>
/// <param name="Funders">Organization codes.</param>
/// <param name="Place">Place code.</param>
/// <param name="Mode">in-person, online or hybrid.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="Capacity">The most participants.</param>
/// <param name="Enrolled">Participants so far, without those who wait.</param>
/// <param name="State">planned, running (attendance has been recorded), completed (participants are assessed) or cancelled.</param>
/// <param name="Trainers">Ids of the workers who train; for the organizer only.</param>
/// <param name="Link">Where it is joined online; for the organizer only.</param>
/// <param name="CompletedAt">UTC; absent before.</param>
/// <param name="CancelledAt">UTC; absent unless cancelled.</param>
public sealed record CourseView(
    Guid Id,
    string Programme,
    int ProgrammeVersion,
    string Code,
    string Organizer,
    IReadOnlyList<string> Funders,
    string Place,
    CourseMode Mode,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int Capacity,
    int Enrolled,
    CourseState State,
    IReadOnlyList<Guid>? Trainers,
    string? Link,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? CancelledAt
)
{
    internal static CourseView Of(Course course, RequestContext context)
    {
        var own = context.Caller!.MayActFor(course.Organizer);
        return new(
            course.Id,
            course.Programme,
            course.ProgrammeVersion,
            course.Code,
            course.Organizer,
            course.Funders,
            course.Place,
            course.Mode,
            course.StartsOn,
            course.EndsOn,
            course.Capacity,
            course.Enrolled,
            course.State,
            own ? course.Trainers : null,
            own ? course.Link : null,
            course.CompletedAt,
            course.CancelledAt
        );
    }
}
