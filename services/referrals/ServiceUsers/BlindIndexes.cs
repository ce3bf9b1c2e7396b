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
    private const int PhoneDigits = 8; // without the codes of country and exchange, which are often left out

    /// <summary>All digests of a person: two records that may be the same person have at least one in common.</summary>
    public IReadOnlyList<byte[]> Of(string organization, PersonalDetails person)
    {
        var names = Names(person);
        var keys = new List<(string Field, string Value)>();
        if (person.Born() is { } born && born.First.Year == born.Last.Year)
        {
            keys.AddRange(
                names
                    .Where(name => name.Length > 0)
                    .Select(name => ("name-and-year", string.Create(CultureInfo.InvariantCulture, $"{name}|{born.First.Year}")))
            );
        }

        if (person.BirthDate is { } day)
        {
            // Day and month in order of size: whoever swaps them is still found.
            var (less, more) = (Math.Min(day.Day, day.Month), Math.Max(day.Day, day.Month));
            var initials = string.Concat(names.Select(name => name.Length > 0 ? name[..1] : ""));
            keys.Add(("birth", string.Create(CultureInfo.InvariantCulture, $"{day.Year}|{less}|{more}|{initials}")));
        }

        if (Digits(person.Phone) is { } phone)
        {
            keys.Add(("phone", phone));
        }

        return
        [
            .. names.Contains("") ? [] : new[] { OfName(organization, person) },
            .. keys.Select(key => envelope.BlindIndex($"{organization}/{key.Field}", key.Value)),
            .. OfIdentifiers(organization, person.Identifiers, person.ExternalCode),
        ];
    }

    /// <summary>The digest of both names alone, in whatever order and spelling.</summary>
    public byte[] OfName(string organization, PersonalDetails person) =>
        envelope.BlindIndex($"{organization}/name", string.Join('|', Names(person)));

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

    private static List<string> Names(PersonalDetails person) =>
        [.. new[] { NameKey.Of(person.FamilyName), NameKey.Of(person.GivenName) }.Order(StringComparer.Ordinal)];

    /// <returns>The digits by which telephone numbers are compared; null when there are too few.</returns>
    public static string? Digits(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit));
        return digits.Length >= PhoneDigits ? digits[^PhoneDigits..] : null;
    }

    /// <summary>How numbers of documents are compared: without case, spaces and punctuation.</summary>
    public static string Compact(string value) =>
        string.Concat(value.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));
}
