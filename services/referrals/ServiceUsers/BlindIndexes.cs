using System.Globalization;
using System.Text;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>
/// The digests by which a service user is found again although all details are sealed. They differ from organization to
/// organization, so that a stolen table does not tell who is known to two of them.
/// </summary>
internal sealed class BlindIndexes(Envelope envelope)
{
    public byte[] OfName(string organization, PersonalDetails person) =>
        envelope.BlindIndex(
            $"{organization}/name",
            string.Create(CultureInfo.InvariantCulture, $"{Fold(person.FamilyName)}|{Fold(person.GivenName)}|{person.BirthDate:yyyy-MM-dd}")
        );

    public IReadOnlyList<byte[]> OfIdentifiers(string organization, IReadOnlyList<Identifier>? identifiers, string? externalCode)
    {
        var digests = (identifiers ?? []).Select(identifier =>
            envelope.BlindIndex($"{organization}/identifier/{identifier.Kind}", Compact(identifier.Value))
        );
        return
        [
            .. string.IsNullOrWhiteSpace(externalCode)
                ? digests
                : digests.Append(envelope.BlindIndex($"{organization}/external-code", externalCode.Trim())),
        ];
    }

    // Case, spaces and diacritics are where two clerks differ: "Şükür  Aýna" is "sukur ayna".
    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (
            var character in string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Normalize(NormalizationForm.FormD)
        )
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(character));
            }
        }

        return folded.ToString();
    }

    private static string Compact(string value) =>
        string.Concat(value.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));
}
