using Microsoft.Extensions.Configuration;

namespace SocialServices.ServiceDefaults.Foundation;

/// <summary>Reads settings without which a process does not start.</summary>
public static class Settings
{
    /// <summary>A setting without which the process must not start.</summary>
    /// <exception cref="InvalidOperationException">It is missing; the message names it.</exception>
    public static string GetRequiredSetting(this IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"The setting {key} is missing (environment variable {key.Replace(":", "__", StringComparison.Ordinal)})."
            );
}
