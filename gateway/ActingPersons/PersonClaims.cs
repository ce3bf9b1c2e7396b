namespace SocialServices.Gateway.ActingPersons;

/// <summary>Claims of our access tokens beside those of RFC 9068; <c>Caller</c> reads them.</summary>
internal static class PersonClaims
{
    public const string Organization = "org";
    public const string Purpose = "purpose";
    public const string Assurance = "assurance";
    public const string System = "system";
    public const string Asserted = "asserted";
    public const string Authenticated = "authenticated";
}
