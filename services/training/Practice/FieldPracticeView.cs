namespace SocialServices.Training.Practice;

/// <summary>A block of field practice.</summary>
/// <param name="Id">UUID v7.</param>
/// <param name="EnrolmentId">Who practises.</param>
/// <param name="MentorId">The worker who goes along.</param>
/// <param name="Place">Place code.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="Days">Days of practice within the block.</param>
/// <param name="Log">What was done, day by day.</param>
/// <param name="SignedOffAt">UTC; absent until it counts.</param>
public sealed record FieldPracticeView(
    Guid Id,
    Guid EnrolmentId,
    Guid MentorId,
    string Place,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int Days,
    IReadOnlyList<PracticeDay> Log,
    DateTimeOffset? SignedOffAt
)
{
    internal static FieldPracticeView Of(FieldPractice practice, ServiceDefaults.PersonalData.Envelope envelope) =>
        new(
            practice.Id,
            practice.EnrolmentId,
            practice.MentorId,
            practice.Place,
            practice.StartsOn,
            practice.EndsOn,
            practice.Days,
            practice.Open(envelope),
            practice.SignedOffAt
        );
}
