namespace SocialServices.Registry.Places;

/// <summary>Levels of the administrative geography.</summary>
internal enum PlaceKind
{
    Country,

    /// <summary>Region (ISO 3166-2).</summary>
    Velayat,

    City,

    /// <summary>District of a velayat or of Ashgabat.</summary>
    Etrap,
}
