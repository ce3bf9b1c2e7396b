using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Registry.Records;

/// <summary>A list of entries in a JSON file that is embedded beside the code.</summary>
internal static class ReferenceFile
{
    /// <param name="name">For example <c>places.json</c>.</param>
    /// <returns>The entries with the hash of each.</returns>
    /// <exception cref="JsonException">The file is not what the code expects: a mistake in the repository.</exception>
    public static IReadOnlyList<(TEntry Entry, string Hash)> Read<TEntry>(string name)
    {
        var assembly = typeof(ReferenceFile).Assembly;
        using var stream = assembly.GetManifestResourceStream(
            assembly.GetManifestResourceNames().Single(n => n.EndsWith("." + name, StringComparison.Ordinal))
        )!;
        var strict = new JsonSerializerOptions(Json.Options)
        {
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        };
        return
        [
            .. JsonNode
                .Parse(stream)!
                .AsArray()
                .Select(entry =>
                    (
                        entry.Deserialize<TEntry>(strict)!,
                        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry!.ToJsonString())))
                    )
                ),
        ];
    }
}
