using System.Collections.Frozen;

namespace SocialServices.Registry.Sites;

/// <summary>
/// Languages in which people are served: ISO 639-1 for the three of the programme, ISO 639-3 for the others that are spoken in
/// Turkmenistan, and for sign language.
/// </summary>
public enum SpokenLanguage
{
    Tk,
    Ru,
    En,

    /// <summary>Uzbek.</summary>
    Uzb,

    /// <summary>Kazakh.</summary>
    Kaz,

    /// <summary>Persian.</summary>
    Fas,

    /// <summary>Baluchi.</summary>
    Bal,

    /// <summary>Azerbaijani.</summary>
    Aze,

    /// <summary>Armenian.</summary>
    Hye,

    /// <summary>Tatar.</summary>
    Tat,

    /// <summary>Ukrainian.</summary>
    Ukr,

    /// <summary>Kurdish.</summary>
    Kur,

    /// <summary>Turkish.</summary>
    Tur,

    /// <summary>Russian Sign Language, which deaf people in Turkmenistan use.</summary>
    Rsl,
}

/// <summary>What makes a site usable for people with disabilities.</summary>
public enum AccessibilityFeature
{
    /// <summary>Entrance and rooms can be reached in a wheelchair.</summary>
    Wheelchair,

    Lift,
    AccessibleToilet,
    AccessibleParking,

    /// <summary>Induction loop for hearing aids.</summary>
    HearingLoop,

    /// <summary>Staff or an interpreter who signs.</summary>
    SignLanguage,

    Braille,

    /// <summary>Guidance for blind people on the floor.</summary>
    TactilePaving,

    /// <summary>Forms and leaflets in easy language.</summary>
    EasyRead,

    /// <summary>Staff come to people at home.</summary>
    HomeVisits,
}

/// <summary>Who answers a phone or a mailbox.</summary>
public enum ContactFunction
{
    Reception,
    Appointments,

    /// <summary>For people in need, also outside the opening hours.</summary>
    Helpline,

    Management,
    Complaints,
}

/// <summary>The languages by name, for those who read in English.</summary>
internal static class SpokenLanguages
{
    public static FrozenDictionary<SpokenLanguage, string> Names { get; } =
        new Dictionary<SpokenLanguage, string>
        {
            [SpokenLanguage.Tk] = "Turkmen",
            [SpokenLanguage.Ru] = "Russian",
            [SpokenLanguage.En] = "English",
            [SpokenLanguage.Uzb] = "Uzbek",
            [SpokenLanguage.Kaz] = "Kazakh",
            [SpokenLanguage.Fas] = "Persian",
            [SpokenLanguage.Bal] = "Baluchi",
            [SpokenLanguage.Aze] = "Azerbaijani",
            [SpokenLanguage.Hye] = "Armenian",
            [SpokenLanguage.Tat] = "Tatar",
            [SpokenLanguage.Ukr] = "Ukrainian",
            [SpokenLanguage.Kur] = "Kurdish",
            [SpokenLanguage.Tur] = "Turkish",
            [SpokenLanguage.Rsl] = "Russian Sign Language",
        }.ToFrozenDictionary();
}
