namespace SocialServices.Training.Enrolments;

/// <summary>Waiting until a seat is free, enrolled with a seat, or withdrawn.</summary>
public enum EnrolmentState
{
    Waiting,
    Enrolled,
    Withdrawn,
}
