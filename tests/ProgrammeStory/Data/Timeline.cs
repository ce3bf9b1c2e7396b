using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory.Data;

/// <summary>A course of the documented timeline.</summary>
/// <param name="Title">For the reader.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="Code">The organizer's own number.</param>
/// <param name="Mode">in-person, online or hybrid.</param>
/// <param name="Days">Its training days.</param>
/// <param name="People">Who takes part; all of mlspp.</param>
/// <param name="PostTest">Percent; null where no test decides.</param>
/// <param name="SurveyAnswers">How many answer the survey.</param>
internal sealed record TimelineCourse(
    string Title,
    string Programme,
    string Code,
    string Mode,
    IReadOnlyList<DateOnly> Days,
    IReadOnlyList<NewWorker> People,
    int? PostTest,
    int SurveyAnswers = 0
);

/// <summary>Training from autumn 2020 to October 2021 as UN Turkmenistan and the Joint SDG Fund report it; the people are invented.</summary>
internal static class Timeline
{
    public const string Organizer = "mlspp";

    /// <summary>The Social Activities and Practices Institute, Bulgaria.</summary>
    public const string Institute = "sapi";

    public const int Specialists = 45;

    /// <summary>How the codes of the ministry's managers begin, who supervise its case workers.</summary>
    public const string ManagerCode = "SWM";
    public const int Managers = 102;
    public const int ManagersWhoAnswered = 73;
    public const int Topics = 16;
    public const int Services = 12;

    private static readonly string[] Women =
    [
        "Aýgül",
        "Bahar",
        "Çynar",
        "Dursun",
        "Enejan",
        "Gülälek",
        "Jeren",
        "Leýli",
        "Maral",
        "Ogulnabat",
    ];
    private static readonly string[] Men = ["Arslan", "Berdi", "Döwran", "Eziz", "Hemra", "Kakajan", "Merdan", "Nury", "Rahym", "Serdar"];
    private static readonly string[] Words =
    [
        "Agaç",
        "Bilim",
        "Çeşme",
        "Deňiz",
        "Gözel",
        "Howa",
        "Kitap",
        "Mekan",
        "Ýagyş",
        "Zehin",
        "Umyt",
    ];

    /// <summary>With him the chain begins: the programme's office names him.</summary>
    public static NewWorker Expert { get; } = Person("TOT-EXPERT", 0, "trainer") with { Organization = Institute };

    /// <summary>National trainers, trained online from autumn 2020.</summary>
    public static TimelineCourse Trainers { get; } =
        new(
            "Training of trainers, online",
            "training-of-trainers",
            "TOT-2020-1",
            "online",
            Days(new(2020, 10, 5), 5),
            People("TOT", 4, "trainer"),
            92
        );

    /// <summary>45 training days from November 2020 to July 2021: 10 and 5 foundational, 15 advanced, 15 specialised.</summary>
    public static TimelineCourse SpecialistCourse { get; } =
        new(
            "45 specialists in social work, 45 training days",
            "social-work-specialist",
            "SWS-2020",
            "hybrid",
            [.. Days(new(2020, 11, 17), 10), .. Days(new(2020, 12, 15), 5), .. Days(new(2021, 3, 9), 15), .. Days(new(2021, 6, 7), 15)],
            People("SWS", Specialists, "specialist"),
            84
        );

    public static TimelineCourse ManagerCourse { get; } =
        new(
            "102 managers, online, 1 to 5 February 2021",
            "social-work-management",
            "SWM-2021",
            "online",
            Days(new(2021, 2, 1), 5),
            People(ManagerCode, Managers, "manager"),
            null,
            ManagersWhoAnswered
        );

    public static DateOnly SupervisionOn { get; } = new(2021, 10, 18);

    /// <summary>Working days, one after the other.</summary>
    private static List<DateOnly> Days(DateOnly first, int count) =>
        [
            .. Enumerable
                .Range(0, count * 2)
                .Select(first.AddDays)
                .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .Take(count),
        ];

    private static List<NewWorker> People(string code, int count, string role) =>
        [.. Enumerable.Range(1, count).Select(number => Person($"{code}-{number}", number, role))];

    private static NewWorker Person(string code, int number, string role)
    {
        var woman = number % 3 != 0;
        var given = (woman ? Women : Men)[number % 10];
        var family = $"{Words[number % Words.Length]}{(woman ? "owa" : "ow")}";
        var birth = new DateOnly(1962 + number % 35, 1 + number % 12, 1 + number % 28);
        return new(Organizer, role, given, family, woman ? "female" : "male", birth, "TM-S", code);
    }
}
