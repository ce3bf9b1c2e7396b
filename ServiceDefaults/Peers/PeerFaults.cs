using Polly;

namespace SocialServices.ServiceDefaults.Peers;

/// <summary>Tells a peer that is away from one that refuses.</summary>
public static class PeerFaults
{
    /// <summary>Did a peer that is asked over HTTP not answer, also after all retries?</summary>
    public static bool IsPeerAway(this Exception fault) => fault is HttpRequestException or ExecutionRejectedException;
}
