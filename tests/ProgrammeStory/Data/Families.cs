namespace SocialServices.ProgrammeStory.Data;

/// <summary>How far a referral has come when the story ends.</summary>
internal enum Outcome
{
    Requested,
    Accepted,
    InProgress,
    Completed,
    Rejected,
}

/// <summary>A family, named after the word for an example, a sample, a tale…: nobody bears these names.</summary>
/// <param name="Code">In the agency's own system.</param>
/// <param name="Name">Of men; women add an a.</param>
/// <param name="Place">Code of the etrap of Ashgabat.</param>
/// <param name="Members">Those who are referred.</param>
internal sealed record Family(string Code, string Name, string Place, params IReadOnlyList<Member> Members);

/// <param name="GivenName">Invented.</param>
/// <param name="Female">Else male.</param>
/// <param name="Age">Completed years on the day of registration.</param>
/// <param name="Service">Code of the service type.</param>
/// <param name="Outcome">How far the referral comes.</param>
/// <param name="Reason">Of a rejection: code and words.</param>
internal sealed record Member(
    string GivenName,
    bool Female,
    int Age,
    string Service,
    Outcome Outcome,
    (string Code, string Text)? Reason = null
)
{
    private const int Adult = 18;

    public bool IsChild => Age < Adult;

    public bool? Disability { get; init; }
}

/// <summary>
/// 13 invented families, 28 people. At least five referrals stand in each state: smaller numbers of people are not
/// published, and the story would end with a report that hides them.
/// </summary>
internal static class Families
{
    public static IReadOnlyList<Family> All { get; } =
    [
        new(
            "F01",
            "Mysalow",
            "TM-S-01",
            new("Nurmyrat", false, 41, Sites.Parents, Outcome.Completed),
            new("Aýbölek", true, 38, Sites.Families, Outcome.Completed),
            new("Kuwwat", false, 15, Sites.Adolescents, Outcome.Completed)
        ),
        new(
            "F02",
            "Nusgaýew",
            "TM-S-02",
            new("Ogulbike", true, 34, Sites.Families, Outcome.InProgress),
            new("Döwletgeldi", false, 14, Sites.Adolescents, Outcome.InProgress)
        ),
        new(
            "F03",
            "Ertekiýew",
            "TM-S-03",
            new("Atamyrat", false, 45, Sites.Parents, Outcome.InProgress),
            new Member("Leýli", true, 9, Sites.Families, Outcome.InProgress) { Disability = true }
        ),
        new(
            "F04",
            "Rowaýatow",
            "TM-S-04",
            new("Ogulsona", true, 66, Sites.Families, Outcome.Requested),
            new("Çynar", true, 16, Sites.Adolescents, Outcome.Requested)
        ),
        new(
            "F05",
            "Tymsalow",
            "TM-S-01",
            new("Ýazmyrat", false, 37, Sites.Parents, Outcome.Accepted),
            new("Rejepgül", true, 13, Sites.Adolescents, Outcome.Accepted)
        ),
        new(
            "F06",
            "Hekaýatow",
            "TM-S-02",
            new(
                "Gülşirin",
                true,
                29,
                Sites.Parents,
                Outcome.Rejected,
                ("wrong-service", "Medical treatment comes first; the health centre was told.")
            ),
            new("Begli", false, 7, Sites.Families, Outcome.Accepted)
        ),
        new(
            "F07",
            "Nakylow",
            "TM-S-03",
            new("Hallymyrat", false, 52, Sites.Parents, Outcome.Requested),
            new Member("Enejan", true, 49, Sites.Families, Outcome.Requested) { Disability = false }
        ),
        new(
            "F08",
            "Matalow",
            "TM-S-04",
            new("Tylla", true, 31, Sites.Parents, Outcome.Completed),
            new("Ýunus", false, 13, Sites.Adolescents, Outcome.Completed)
        ),
        new(
            "F09",
            "Dessanow",
            "TM-S-01",
            new("Allanazar", false, 43, Sites.Parents, Outcome.InProgress),
            new("Bossan", true, 40, Sites.Families, Outcome.Completed)
        ),
        new(
            "F10",
            "Synagow",
            "TM-S-02",
            new("Hemra", false, 17, Sites.Adolescents, Outcome.InProgress),
            new(
                "Ogulnabat",
                true,
                58,
                Sites.Families,
                Outcome.Rejected,
                ("declined-by-user", "The family does not wish for group sessions.")
            )
        ),
        new(
            "F11",
            "Göçürimow",
            "TM-S-03",
            new("Zöhre", true, 26, Sites.Parents, Outcome.Accepted),
            new(
                "Pirli",
                false,
                15,
                Sites.Adolescents,
                Outcome.Rejected,
                ("outside-area", "The family moves to another velayat this month.")
            )
        ),
        new(
            "F12",
            "Gürrüňow",
            "TM-S-04",
            new("Söýün", false, 48, Sites.Parents, Outcome.Rejected, ("not-reachable", "Three visits, nobody was at home.")),
            new Member("Aknabat", true, 11, Sites.Families, Outcome.Accepted) { Disability = true },
            new(
                "Kakamyrat",
                false,
                14,
                Sites.Adolescents,
                Outcome.Rejected,
                ("not-eligible", "No contact with the law and no risk of it; sports club named instead.")
            )
        ),
        new(
            "F13",
            "Sahnaýew",
            "TM-S-01",
            new("Baýramdurdy", false, 61, Sites.Parents, Outcome.Requested),
            new("Oguljeren", true, 35, Sites.Families, Outcome.Completed)
        ),
    ];
}
