namespace SocialServices.Gateway.Routes;

/// <summary>The services behind the gateway. The name of each is also the area of its paths and scopes.</summary>
internal static class Areas
{
    public static IReadOnlyList<string> All { get; } = ["registry", "training", "referrals", "reporting"];

    /// <summary>What of the services is public: each area's own path, and the register by the Human Services Data Specification.</summary>
    public static IReadOnlyList<(string Area, string Prefix)> Paths { get; } =
    [.. All.Select(area => (area, $"/api/v1/{area}")), ("registry", "/hsds")];

    /// <summary>What needs no login: the check of certificates, and calendars by an unguessable link. Each address gets few requests a minute.</summary>
    public static IReadOnlyList<(string Area, string Prefix)> OpenPaths { get; } = [("training", "/verify"), ("training", "/calendars")];

    public static bool IsOpen(PathString path) => OpenPaths.Any(open => path.StartsWithSegments(open.Prefix));
}
