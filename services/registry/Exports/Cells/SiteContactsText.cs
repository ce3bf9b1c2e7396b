using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Exports.Cells;

/// <summary>Whom to call or write to: <c>reception +99312345678 reception@example.org; helpline +99312345679</c>.</summary>
internal static class SiteContactsText
{
    public static string? Of(IReadOnlyList<SiteContact> contacts) =>
        CellItem.WriteAll(contacts, contact => [Words.Of(contact.Function), NullIfEmpty(contact.Phone), NullIfEmpty(contact.Email)]);

    public static IReadOnlyList<SiteContact>? Read(IReadOnlyList<CellItem> items, out CellFault? fault)
    {
        var contacts = new List<SiteContact>();
        foreach (var item in items)
        {
            if (!Words.TryParse<ContactFunction>(item.Words[0].Text.ToLowerInvariant(), out var function))
            {
                fault = new CellFault(Words.Expected<ContactFunction>(), item.ToString());
                return null;
            }

            if (Reach.Read(item.Words.Skip(1), out var phone, out var email) is { } reason)
            {
                fault = new CellFault(reason, item.ToString());
                return null;
            }

            var contact = new SiteContact(function!.Value, phone, email);
            contacts.Add(contact);
            if (Form.FindRefusal(contact) is { } wrong)
            {
                fault = new CellFault(wrong, item.ToString());
                return null;
            }
        }

        fault = Form.FindRefusal(new SiteDetails(Contacts: contacts)) is { } tooMany ? new CellFault(tooMany) : null;
        return contacts;
    }

    private static string? NullIfEmpty(string? text) => text is "" ? null : text;
}

/// <summary>A phone number, an e-mail address, or both.</summary>
internal static class Reach
{
    private const string Expected = "Needs a phone number as +99312345678 or an e-mail address, or one of each.";

    /// <returns>Why it cannot be read; null when it can.</returns>
    public static string? Read(IEnumerable<CellWord> words, out string? phone, out string? email)
    {
        (phone, email) = (null, null);
        foreach (var word in words)
        {
            if (
                phone is null
                && word is { IsQuoted: false, Text: ['+' or (>= '0' and <= '9'), ..] }
                && !word.Text.Contains('@', StringComparison.Ordinal)
            )
            {
                phone = word.Text;
            }
            else if (email is null && !word.IsQuoted && word.Text.Contains('@', StringComparison.Ordinal))
            {
                email = word.Text;
            }
            else
            {
                return Expected;
            }
        }

        return phone is null && email is null ? Expected : null;
    }
}
