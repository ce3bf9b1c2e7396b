namespace SocialServices.Training.Programmes;

/// <summary>Where participants sit.</summary>
public enum CourseMode
{
    InPerson,
    Online,
    Hybrid,
}
