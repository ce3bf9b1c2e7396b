namespace SocialServices.Training.Courses;

/// <summary>Where participants sit.</summary>
public enum CourseMode
{
    InPerson,
    Online,
    Hybrid,
}
