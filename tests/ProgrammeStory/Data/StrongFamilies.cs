using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory.Data;

/// <summary>The Strong Families training of 2021 in Ashgabat, as UNODC in Turkmenistan reports it.</summary>
internal static class StrongFamilies
{
    public const string Programme = "strong-families-facilitators";
    public const int People = 20;
    public const int ProvidersCount = 7;

    private static readonly DateOnly FirstDay = new(2021, 5, 31);
    private static readonly DateOnly LastDay = new(2021, 7, 6);

    public static NewCourse Course(IReadOnlyList<Guid> trainers) =>
        new(Programme, "SFP-2021-ASH", "unodc", ["joint-sdg-fund", "usaid"], "TM-S", "in-person", FirstDay, LastDay, People, trainers);

    /// <summary>Five training days; the source gives the first and the last, those between and the topics are ours.</summary>
    public static IReadOnlyList<NewSession> Sessions { get; } =
    [
        new(1, FirstDay, "Why families: evidence, ethics and the three weeks of the programme"),
        new(2, new(2021, 6, 8), "Caregivers' sessions: love and limits, coping with stress"),
        new(3, new(2021, 6, 15), "Children's sessions: rules, peers, goals"),
        new(4, new(2021, 6, 28), "Family sessions: practice in pairs"),
        new(5, LastDay, "Facilitating a whole session, feedback, test"),
    ];
}
