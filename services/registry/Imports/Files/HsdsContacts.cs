using SocialServices.Registry.Exports;
using SocialServices.Registry.Exports.Cells;
using SocialServices.Registry.Hsds;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Contacts of an HSDS file as the cell of a CSV file has them. People's names are not taken.</summary>
internal static class HsdsContacts
{
    private static readonly Dictionary<string, ContactFunction> Functions = Enum.GetValues<ContactFunction>()
        .ToDictionary(function => Vocabulary.Readable(Words.Of(function)), StringComparer.OrdinalIgnoreCase);

    /// <param name="contacts">Null, or none that can be reached: the file does not say.</param>
    /// <param name="doubts">Gets what was guessed or left out.</param>
    public static string? Of(IReadOnlyList<HsdsFileContact?>? contacts, List<Refusal> doubts) =>
        contacts is null or []
            ? null
            : SiteContactsText.Of([.. contacts.OfType<HsdsFileContact>().SelectMany(contact => Say(contact, doubts))]);

    private static IEnumerable<SiteContact> Say(HsdsFileContact contact, List<Refusal> doubts)
    {
        var function = ContactFunction.Reception;
        if (contact.Department is not null && !Functions.TryGetValue(contact.Department, out function))
        {
            doubts.Add(new Refusal(SiteColumns.Contacts, "Taken as the reception.", contact.Department));
        }

        var phones = contact.Phones?.Select(phone => Digits(phone?.Number)).Where(number => number is not null).ToList()
            is { Count: > 0 } some
            ? some
            : [null];
        foreach (var (index, phone) in phones.Index())
        {
            var said = new SiteContact(function, phone, index == 0 ? contact.Email : null);
            if (Form.FindRefusal(said) is { } fault)
            {
                doubts.Add(new Refusal(SiteColumns.Contacts, $"Left out. {fault}", $"{said.Phone} {said.Email}".Trim()));
            }
            else if (said is not { Phone: null, Email: null })
            {
                yield return said;
            }
        }
    }

    private static string? Digits(string? number) =>
        number is null ? null : string.Concat(number.Where(character => character is not (' ' or '-' or '(' or ')' or '.')));
}
