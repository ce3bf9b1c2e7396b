using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>
/// The versions that a caller accepts for a change: the header <c>If-Match</c> (RFC 9110 13.1.1), which is <c>*</c>, one entity tag or a list.
/// The comparison is strong: a weak tag matches nothing, and neither does a tag that this service never gave out.
/// </summary>
public sealed class IfMatch : IParsable<IfMatch>
{
    private readonly bool any;
    private readonly HashSet<uint> versions;

    private IfMatch(bool any, HashSet<uint> versions) => (this.any, this.versions) = (any, versions);

    /// <summary>Whether the caller accepts the record as it is.</summary>
    /// <param name="version">Of the record now.</param>
    public bool Matches(uint version) => any || versions.Contains(version);

    public static IfMatch Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var tags) ? tags : throw new FormatException("Not a list of entity tags.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out IfMatch result)
    {
        result = null;
        if (!EntityTagHeaderValue.TryParseStrictList([s ?? ""], out var tags))
        {
            return false;
        }

        result = new IfMatch(tags.Contains(EntityTagHeaderValue.Any), [.. tags.Where(tag => !tag.IsWeak).Select(VersionOf).OfType<uint>()]);
        return true;
    }

    // "4711" as a write answers it, and "4711-9f86d081884c7d65" as a read does: the second part stands for what was shown, not for the record.
    private static uint? VersionOf(EntityTagHeaderValue tag) =>
        uint.TryParse(
            tag.Tag.AsSpan().Trim('"') is var text && text.IndexOf(ETag.Separator) is >= 0 and var end ? text[..end] : text,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var version
        )
            ? version
            : null;
}
