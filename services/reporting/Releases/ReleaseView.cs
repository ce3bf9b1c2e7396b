using System.Text.Json;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Reporting.Releases;

/// <summary>A release without its figures.</summary>
/// <param name="Number">Of the release.</param>
/// <param name="Revision">Newest first in lists; both the first version and its revisions stay readable.</param>
/// <param name="Period">What it is about.</param>
/// <param name="Status">Where it is on its way.</param>
/// <param name="CutOff">What was known by then is counted.</param>
/// <param name="PublishAt">When everybody reads it.</param>
/// <param name="PublishedAt">When everybody could.</param>
/// <param name="Reason">Why it was revised.</param>
/// <param name="Hash">SHA-256 of its content: what <c>GET …/content</c> answers, to the byte.</param>
/// <param name="Certificate">The proof that hidden numbers cannot be calculated.</param>
/// <param name="RefusedBecause">Why nothing was published.</param>
/// <param name="Tables">Codes of its tables.</param>
public sealed record ReleaseView(
    int Number,
    int Revision,
    string Period,
    ReleaseStatus Status,
    DateTimeOffset CutOff,
    DateTimeOffset PublishAt,
    DateTimeOffset? PublishedAt,
    string? Reason,
    string? Hash,
    Certificate? Certificate,
    string? RefusedBecause,
    IReadOnlyList<string>? Tables
)
{
    internal static ReleaseView Of(Release release, ReleaseContent? content = null) =>
        new(
            release.Number,
            release.Revision,
            release.Period,
            release.Status,
            release.CutOff,
            release.PublishAt,
            release.PublishedAt,
            release.Reason,
            release.Hash,
            release.Certificate is null ? null : JsonSerializer.Deserialize<Certificate>(release.Certificate, Json.Options),
            release.RefusedBecause,
            content?.Tables.Select(table => table.Code).ToList()
        );
}
