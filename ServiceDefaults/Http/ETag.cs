using System.Globalization;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>
/// The version of a record as an entity tag (RFC 9110 8.8.3): PostgreSQL's <c>xmin</c>, or a count of its edits. <see cref="TaggedAnswers"/> adds
/// what stands for the answer as it is shown; <see cref="IfMatch"/> reads the version alone.
/// </summary>
/// <param name="Version">The version.</param>
public readonly record struct ETag(uint Version)
{
    internal const char Separator = '-';

    public static ETag Of(uint version) => new(version);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"\"{Version}\"");
}
