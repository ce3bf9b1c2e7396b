using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>A strong entity tag (RFC 9110) made of the record's version: PostgreSQL's <c>xmin</c>, or a count of its edits.</summary>
/// <param name="Version">The version.</param>
public readonly record struct ETag(uint Version) : IParsable<ETag>
{
    public static ETag Of(uint version) => new(version);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"\"{Version}\"");

    public static ETag Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var tag) ? tag : throw new FormatException("Not an entity tag of this service.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ETag result)
    {
        result = default;
        if (s is not ['"', .. var digits, '"'] || !uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return false;
        }

        result = new ETag(version);
        return true;
    }
}
