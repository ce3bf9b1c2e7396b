namespace SocialServices.ServiceDefaults.Broker;

/// <summary>Headers of every published event.</summary>
internal static class EventHeaders
{
    /// <summary>Resource name of the service that published it.</summary>
    public const string Source = "socialservices-source";

    /// <summary>Position in that service's event log.</summary>
    public const string Position = "socialservices-position";
}
