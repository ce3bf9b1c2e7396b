using System.Text.Json.Nodes;

namespace SocialServices.Reporting.Dhis2;

/// <summary>What became of a push to DHIS2.</summary>
/// <param name="Id">Of the push.</param>
/// <param name="Release">Number and revision.</param>
/// <param name="DryRun">DHIS2 was asked only what it would do.</param>
/// <param name="SentAt">When.</param>
/// <param name="StatusCode">What DHIS2 answered; 409 with conflicts.</param>
/// <param name="Imported">Values that are new there.</param>
/// <param name="Updated">Values that were changed there.</param>
/// <param name="Ignored">Values that it did not take.</param>
/// <param name="Conflicts">Why not, in its words: mostly a code that it does not know.</param>
public sealed record PushView(
    Guid Id,
    string Release,
    bool DryRun,
    DateTimeOffset SentAt,
    int StatusCode,
    int Imported,
    int Updated,
    int Ignored,
    IReadOnlyList<string> Conflicts
)
{
    internal static PushView Of(Dhis2Push push)
    {
        // Since version 2.38 the summary is wrapped in a message.
        var answer = JsonNode.Parse(push.Summary);
        var summary = answer?["response"] ?? answer;
        int Count(string name) => (int?)summary?["importCount"]?[name] ?? 0;
        return new(
            push.Id,
            $"{push.Number}.{push.Revision}",
            push.DryRun,
            push.SentAt,
            push.StatusCode,
            Count("imported"),
            Count("updated"),
            Count("ignored"),
            [
                .. summary?["conflicts"]?.AsArray().Select(conflict => $"{conflict?["object"]}: {conflict?["value"]}") ?? [],
                .. push.StatusCode is >= 200 and < 300 || summary?["conflicts"] is not null
                    ? []
                    : new[] { (string?)answer?["message"] ?? "No import summary." },
            ]
        );
    }
}
