namespace SocialServices.Registry.ServiceTypes;

/// <summary>Forms of social servicing (Law of Turkmenistan "On social services", No. 434-VI).</summary>
public enum ServiceForm
{
    AtHome,

    /// <summary>At a specific time of day.</summary>
    SemiStationary,

    /// <summary>Round the clock: permanent, temporary or five days a week.</summary>
    Stationary,
}
