using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory.Data;

/// <summary>A participant of the training.</summary>
/// <param name="Person">As the employer enters the person into the register.</param>
/// <param name="PreTest">Percent.</param>
/// <param name="PostTest">Percent; 70 are needed.</param>
/// <param name="Missed">Number of the training day that was missed; 0 = none. One of five may be missed.</param>
internal sealed record Participant(NewWorker Person, int PreTest, int PostTest, int Missed);

/// <summary>20 invented people. Their family names are words such as "lesson", "help" and "bridge", which nobody bears.</summary>
internal static class Workforce
{
    private const string Female = "female";
    private const string Male = "male";
    private const string SocialWorker = "social-worker";
    private const string Specialist = "specialist";
    private const string Manager = "manager";
    private const string Allied = "allied";

    public static IReadOnlyList<Participant> All { get; } =
    [
        Of(Providers.RedCrescent, 1, "Ogulşat", "Kömekowa", Female, new(1986, 3, 14), SocialWorker, 46, 88, 0),
        Of(Providers.RedCrescent, 2, "Nurýagdy", "Köprüýew", Male, new(1979, 11, 2), Manager, 38, 76, 2),
        Of(Providers.RedCrescent, 3, "Jahan", "Sapakowa", Female, new(1994, 7, 21), Specialist, 57, 94, 0),
        Of(Providers.Yenme, 1, "Ogulnar", "Maslahatowa", Female, new(1990, 1, 9), SocialWorker, 49, 85, 0),
        Of(Providers.Yenme, 2, "Bäşim", "Goldawow", Male, new(1972, 5, 30), Manager, 61, 91, 0),
        Of(Providers.Yenme, 3, "Gunça", "Umytowa", Female, new(1998, 12, 17), SocialWorker, 35, 79, 4),
        Of(Providers.KeyikOkara, 1, "Merjen", "Hamraýewa", Female, new(1983, 8, 5), SocialWorker, 44, 82, 0),
        Of(Providers.KeyikOkara, 2, "Işanguly", "Ýoldaşow", Male, new(1996, 2, 26), SocialWorker, 41, 73, 0),
        Of(Providers.KeyikOkara, 3, "Ogulbeg", "Sungatowa", Female, new(1968, 10, 11), Specialist, 52, 87, 1),
        Of(Providers.DeafBlindSociety, 1, "Läle", "Alamatowa", Female, new(1975, 4, 3), SocialWorker, 39, 78, 0),
        Of(Providers.DeafBlindSociety, 2, "Sapargeldi", "Yşaratow", Male, new(1988, 6, 19), Manager, 55, 90, 0),
        Of(Providers.DeafBlindSociety, 3, "Bibi", "Ýazuwowa", Female, new(1993, 9, 28), SocialWorker, 47, 84, 0),
        Of(Providers.ServiceCentre, 1, "Ogultäç", "Merkezowa", Female, new(1981, 2, 7), Specialist, 58, 93, 0),
        Of(Providers.ServiceCentre, 2, "Hydyr", "Gapyýew", Male, new(1964, 12, 24), Specialist, 36, 71, 3),
        Of(Providers.ServiceCentre, 3, "Näzik", "Hyzmatowa", Female, new(1991, 5, 16), Specialist, 50, 86, 0),
        Of(Providers.HealthCentre, 1, "Ogulgerek", "Şypaýewa", Female, new(1970, 7, 8), Allied, 43, 81, 0),
        Of(Providers.HealthCentre, 2, "Çarymyrat", "Melhemow", Male, new(1985, 1, 31), Allied, 48, 83, 5),
        Of(Providers.HealthCentre, 3, "Mähri", "Derejowa", Female, new(1999, 3, 22), Allied, 40, 77, 0),
        Of(Providers.SchoolSupport, 1, "Akjemal", "Depderowa", Female, new(1987, 11, 13), Allied, 53, 89, 0),
        Of(Providers.SchoolSupport, 2, "Gurbandurdy", "Galamow", Male, new(1976, 9, 4), Manager, 45, 80, 0),
    ];

    private static Participant Of(
        string organization,
        int number,
        string givenName,
        string familyName,
        string sex,
        DateOnly birthDate,
        string role,
        int preTest,
        int postTest,
        int missed
    ) => new(new NewWorker(organization, role, givenName, familyName, sex, birthDate, "TM-S", $"SFP-{number}"), preTest, postTest, missed);
}
