using System.Text.RegularExpressions;
using SocialServices.Referrals.ServiceUsers;

namespace SocialServices.Referrals.Journal;

internal enum TextWarning
{
    NamesServiceUser,
    HasPhoneNumber,
}

/// <summary>
/// Finds the service user's names and telephone numbers in free text: a text with them is recognised when it is shown to others. A
/// warning only: a worker may have a reason.
/// </summary>
internal static partial class NamedPeople
{
    public static IReadOnlyList<TextWarning> Find(string text, PersonalDetails person)
    {
        var words = Word().Matches(text).Select(match => NameKey.Of(match.Value)).ToHashSet(StringComparer.Ordinal);
        var names = new[] { person.GivenName, person.FamilyName, person.Patronymic ?? "" }
            .SelectMany(name => Word().Matches(name).Select(match => NameKey.Of(match.Value)))
            .Where(name => name.Length > 2);
        List<TextWarning> found = [];
        if (names.Any(words.Contains))
        {
            found.Add(TextWarning.NamesServiceUser);
        }

        if (Phone().IsMatch(text))
        {
            found.Add(TextWarning.HasPhoneNumber);
        }

        return found;
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<!\d)(?:\+?993[ -]?)?\d{2}[ -]?\d{2,3}[ -]?\d{2}[ -]?\d{2,3}(?!\d)")]
    private static partial Regex Phone();
}
