namespace SocialServices.Referrals;

/// <summary>A change that is open also to who broke the glass of a case; all others are not.</summary>
internal sealed class ForEmergencies;

internal static class EmergencyEndpoint
{
    public static RouteHandlerBuilder OpenInEmergencies(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new ForEmergencies());
}
