namespace SocialServices.Training.Courses;

/// <summary>Planned until the first attendance is recorded, running until every participant is assessed; or cancelled.</summary>
public enum CourseState
{
    Planned,
    Running,
    Completed,
    Cancelled,
}
