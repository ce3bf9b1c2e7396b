using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory.Data;

/// <summary>Where the three services led by UNODC are delivered: the services are the source's, who delivers which is ours.</summary>
internal static class Sites
{
    public const string Adolescents = "adolescents-criminal-justice";
    public const string Parents = "parents-with-addictions";
    public const string Families = "families-in-difficulty";

    private const string Ashgabat = "TM-S";
    private const int PlacesEach = 12;

    public static IReadOnlyList<NewSite> All { get; } =
    [
        Of(Providers.KeyikOkara, Adolescents, new("Keýik okara, Aşgabat", "Кейик окара, Ашхабад", "Keyik Okara, Ashgabat")),
        Of(Providers.RedCrescent, Parents, new("Gyzyl Ýarymaý, Aşgabat", "Красный Полумесяц, Ашхабад", "Red Crescent, Ashgabat")),
        Of(Providers.Yenme, Families, new("Ýeňme, Aşgabat", "Енме, Ашхабад", "Yenme, Ashgabat")),
    ];

    private static NewSite Of(string organization, string serviceType, Text name) =>
        new(organization, serviceType, Ashgabat, name, PlacesEach, "active", $"{organization}-{serviceType}");
}
