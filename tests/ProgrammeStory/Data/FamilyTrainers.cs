using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory.Data;

/// <summary>Who trains the facilitators: certified in April 2021 by UNODC's own expert. Invented people; the dates are those of Treatnet Family.</summary>
internal static class FamilyTrainers
{
    public const string Programme = "family-programmes-trainers";
    public const int PostTest = 88;

    private static readonly DateOnly FirstDay = new(2021, 4, 12);

    /// <summary>With her the chain begins: the programme's office names her.</summary>
    public static NewWorker Expert { get; } =
        new("unodc", "trainer", "Ogulsoltan", "Mugallymowa", "female", new(1966, 9, 1), "TM-S", "TRAINER-0");

    public static IReadOnlyList<NewWorker> National { get; } =
    [
        new("mlspp", "trainer", "Aýna", "Okuwowa", "female", new(1980, 3, 8), "TM-S", "TRAINER-1"),
        new("mlspp", "trainer", "Baýram", "Sapakow", "male", new(1977, 6, 12), "TM-S", "TRAINER-2"),
    ];

    public static NewCourse Course(Guid expert) =>
        new(Programme, "TFP-2021-ASH", "unodc", ["usaid"], "TM-S", "hybrid", FirstDay, FirstDay.AddDays(4), 10, [expert]);

    public static IReadOnlyList<NewSession> Sessions { get; } =
    [.. Enumerable.Range(0, 5).Select(day => new NewSession(day + 1, FirstDay.AddDays(day), $"Training family programmes, day {day + 1}"))];
}
