using System.Text.Json;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Reporting.Releases;

/// <summary>What the programme publishes in every release (Reference/release.json).</summary>
internal static class StandardTables
{
    public static IReadOnlyList<TableRequest> All { get; } = Read();

    private static IReadOnlyList<TableRequest> Read()
    {
        using var file =
            typeof(StandardTables).Assembly.GetManifestResourceStream("release.json")
            ?? throw new InvalidOperationException("release.json is not embedded.");
        return JsonSerializer.Deserialize<IReadOnlyList<TableRequest>>(file, Json.Options)!;
    }
}
