namespace SocialServices.ProgrammeStory.Data;

/// <summary>
/// Eight more invented people. The first three want to the same full site; the others show the ends of a referral that are rarer.
/// </summary>
internal static class Turns
{
    /// <summary>In the order in which they ask: the first gets what is free, the second waits for it, the third waits longer.</summary>
    public static Family AtAFullSite { get; } =
        new(
            "F14",
            "Nobatow",
            "TM-S-02",
            new("Şamyrat", false, 16, Sites.Adolescents, Outcome.Completed),
            new("Jeren", true, 15, Sites.Adolescents, Outcome.Accepted),
            new("Batyr", false, 14, Sites.Adolescents, Outcome.Requested)
        );

    public static Family WhoWithdraws { get; } =
        new("F15", "Yzagaýdow", "TM-S-03", new Member("Maral", true, 33, Sites.Families, Outcome.Requested));

    public static Family OnHold { get; } =
        new("F16", "Saklanow", "TM-S-01", new Member("Gurbansoltan", true, 58, Sites.Families, Outcome.Accepted));

    public static Family WithoutHelp { get; } =
        new("F17", "Gitdigow", "TM-S-04", new Member("Orazgül", true, 29, Sites.Families, Outcome.InProgress));

    public static Family ByMistake { get; } =
        new("F18", "Ýalňyşow", "TM-S-01", new Member("Sülgün", true, 44, Sites.Families, Outcome.Requested));

    public static Family NotSent { get; } =
        new("F19", "Garalamaýew", "TM-S-02", new Member("Tuwak", true, 62, Sites.Families, Outcome.Requested));

    public static IReadOnlyList<Family> All { get; } = [AtAFullSite, WhoWithdraws, OnHold, WithoutHelp, ByMistake, NotSent];
}
