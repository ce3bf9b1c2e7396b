namespace SocialServices.Gateway.Routes;

/// <summary>The services behind the gateway. The name of each is also the area of its paths and scopes.</summary>
internal static class Areas
{
    /// <summary>Referrals by FHIR R4.</summary>
    public const string Fhir = "/fhir";

    public static IReadOnlyList<string> All { get; } = ["registry", "training", "referrals", "reporting"];

    /// <summary>
    /// What of the services is public: each area's own path, the register by the Human Services Data Specification, and referrals by FHIR
    /// R4.
    /// </summary>
    public static IReadOnlyList<(string Area, string Prefix)> Paths { get; } =
    [.. All.Select(area => (area, $"/api/v1/{area}")), ("registry", "/hsds"), ("referrals", Fhir)];

    /// <summary>
    /// What needs no login: the check of certificates, calendars by an unguessable link, and a referral by a key that travels in the body.
    /// Each address gets few requests a minute.
    /// </summary>
    public static IReadOnlyList<(string Area, string Prefix)> OpenPaths { get; } =
    [("training", "/verify"), ("training", "/calendars"), ("referrals", "/referral-links")];

    public static bool IsOpen(PathString path) => OpenPaths.Any(open => path.StartsWithSegments(open.Prefix));
}
