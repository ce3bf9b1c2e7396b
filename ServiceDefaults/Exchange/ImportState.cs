namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>Its file is still coming in; nobody sees it yet.</summary>
    Receiving,

    Queued,
    Running,
    Finished,

    /// <summary>The file as a whole could not be imported; rows that were taken before that stay.</summary>
    Failed,

    /// <summary>Somebody stopped it; rows that were taken before that stay.</summary>
    Cancelled,
}
