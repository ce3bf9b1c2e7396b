using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>A name in three languages, of which the file may say some and leave the others to guess.</summary>
/// <param name="Name">What a new record is called.</param>
/// <param name="Guessed">The languages of which the file says nothing: <c>tk</c>, <c>ru</c>, <c>en</c>.</param>
internal sealed record GivenName(LocalizedText Name, IReadOnlyCollection<string> Guessed)
{
    /// <summary>The name of a record that is there: what is guessed does not replace what somebody has said.</summary>
    public LocalizedText Over(LocalizedText present) =>
        new(
            Guessed.Contains("tk") ? present.Tk : Name.Tk,
            Guessed.Contains("ru") ? present.Ru : Name.Ru,
            Guessed.Contains("en") ? present.En : Name.En
        );
}
