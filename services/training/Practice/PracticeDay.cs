using SocialServices.Training.Registry;

namespace SocialServices.Training.Practice;

/// <summary>A day of field practice.</summary>
/// <param name="Day">Within the block, not after today.</param>
/// <param name="Activity">What was done; no names of service users.</param>
public sealed record PracticeDay(
    DateOnly Day,
    [property: Required, MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string Activity
);
