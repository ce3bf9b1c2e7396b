using System.Text.Json;

namespace SocialServices.Reporting.Indicators;

/// <summary>The needs that assessments find, and the service types that answer each (Reference/needs.json).</summary>
internal static class Needs
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Answers = Read();

    public static IReadOnlyList<string> All => [.. Answers.Keys];

    public static IReadOnlyList<string> AnsweredBy(string need) => Answers.GetValueOrDefault(need, []);

    private static Dictionary<string, IReadOnlyList<string>> Read()
    {
        using var file =
            typeof(Needs).Assembly.GetManifestResourceStream("needs.json")
            ?? throw new InvalidOperationException("needs.json is not embedded.");
        return JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(file)!;
    }
}
