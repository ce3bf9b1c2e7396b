using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SocialServices.ServiceDefaults.Foundation;

/// <summary>Why a health check of ours does not pass, in words that <c>/health</c> may show to everybody.</summary>
internal static class HealthReasons
{
    private const string Key = "reason";

    public static HealthCheckResult Of(HealthStatus status, string reason) =>
        new(status, reason, data: new Dictionary<string, object> { [Key] = reason });

    /// <returns>Null for the checks of libraries: what they say may carry addresses.</returns>
    public static string? Find(HealthReportEntry entry) => entry.Data.TryGetValue(Key, out var reason) ? reason as string : null;
}
