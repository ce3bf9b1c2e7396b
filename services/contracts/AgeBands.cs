namespace SocialServices.Contracts;

/// <summary>The age bands in which people are counted: children, youth, adults, and from 60 on older people.</summary>
public static class AgeBands
{
    public const string Unknown = "unknown";

    public static IReadOnlyList<string> All { get; } = ["0-5", "6-11", "12-17", "18-24", "25-44", "45-59", "60+", Unknown];

    /// <param name="birthDate">Null when not known.</param>
    /// <param name="onDate">The day for which the age counts, Asia/Ashgabat.</param>
    public static string Of(DateOnly? birthDate, DateOnly onDate) =>
        birthDate is { } born
            ? Age(born, onDate) switch
            {
                < 0 => Unknown,
                <= 5 => "0-5",
                <= 11 => "6-11",
                <= 17 => "12-17",
                <= 24 => "18-24",
                <= 44 => "25-44",
                <= 59 => "45-59",
                _ => "60+",
            }
            : Unknown;

    /// <returns>Completed years; negative when the date lies before the birth.</returns>
    public static int Age(DateOnly birthDate, DateOnly onDate)
    {
        var years = onDate.Year - birthDate.Year;
        return (onDate.Month, onDate.Day).CompareTo((birthDate.Month, birthDate.Day)) < 0 ? years - 1 : years;
    }
}
