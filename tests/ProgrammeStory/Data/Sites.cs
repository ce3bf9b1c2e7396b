using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory.Data;

/// <summary>Where the three services led by UNODC are delivered: the services are the source's, who delivers which is ours.</summary>
internal static class Sites
{
    public const string Adolescents = "adolescents-criminal-justice";
    public const string Parents = "parents-with-addictions";
    public const string Families = "families-in-difficulty";

    private const string Ashgabat = "TM-S";
    private static readonly string[] WorkingDays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

    public static IReadOnlyList<NewSite> All { get; } =
    [
        Of(
            Providers.KeyikOkara,
            Adolescents,
            new("Keýik okara, Aşgabat", "Кейик окара, Ашхабад", "Keyik Okara, Ashgabat"),
            ["tk", "ru"],
            [],
            5, // one more than are in its care when the story is told: then it is full
            ("10:00", "19:00")
        ),
        Of(
            Providers.RedCrescent,
            Parents,
            new("Gyzyl Ýarymaý, Aşgabat", "Красный Полумесяц, Ашхабад", "Red Crescent, Ashgabat"),
            ["tk", "ru", "en"],
            ["wheelchair"],
            12,
            ("09:00", "18:00")
        ),
        Of(
            Providers.Yenme,
            Families,
            new("Ýeňme, Aşgabat", "Енме, Ашхабад", "Yenme, Ashgabat"),
            ["tk", "ru", "rsl"],
            ["wheelchair", "sign-language", "home-visits"],
            12,
            ("09:00", "18:00")
        ),
    ];

    // Hours and languages are inferred: open on working days, closed over the new year's holiday, paid for by the joint programme until its end.
    private static NewSite Of(
        string organization,
        string serviceType,
        Text name,
        string[] languages,
        string[] accessibility,
        int capacity,
        (string Opens, string Closes) hours
    ) =>
        new(
            organization,
            serviceType,
            Ashgabat,
            name,
            capacity,
            "active",
            $"{organization}-{serviceType}",
            new
            {
                schedule = new
                {
                    weekly = WorkingDays.Select(weekday => new
                    {
                        weekday,
                        opens = hours.Opens,
                        closes = hours.Closes,
                    }),
                    exceptions = new[]
                    {
                        new
                        {
                            from = "2021-12-31",
                            until = "2022-01-02",
                            closed = true,
                            note = "New year",
                        },
                    },
                },
                languages,
                accessibility,
                funding = new[]
                {
                    new
                    {
                        organization = "joint-sdg-fund",
                        from = "2020-01-01",
                        until = "2022-06-30",
                    },
                },
            }
        );
}
