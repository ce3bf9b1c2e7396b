using System.Text.Json;

namespace SocialServices.Stack.Tests.Running;

/// <summary>run.json as the AppHost writes it (AppHost/RunReport.cs).</summary>
internal sealed record RunReport(
    int Pid,
    Uri Gateway,
    string Dashboard,
    string TelemetryApi,
    string TelemetryApiKey,
    IReadOnlyList<ClientCredential> Credentials,
    IReadOnlyList<ReportedResource> Resources
)
{
    public static RunReport Read(string file) => JsonSerializer.Deserialize<RunReport>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
}

internal sealed record ClientCredential(string ClientId, string ClientSecret);

internal sealed record ReportedResource(string Name, string? State, string? Health, IReadOnlyList<string> Urls);
