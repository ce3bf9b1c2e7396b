using System.Globalization;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Exports.Cells;

/// <summary>How to reach an organization's offices: <c>"Kabulhana" "Приёмная" "Reception" +99312345678 office@example.org</c>; one name stands for all three.</summary>
internal static class OfficeContactsText
{
    private const int Most = 20;
    private const string Expected =
        "Must begin with the office's name in Turkmen, Russian and English, each in double quotes, or with one name for all.";

    public static string? Of(IReadOnlyList<Contact> contacts) =>
        CellItem.WriteAll(
            contacts,
            contact =>
                [
                    CellItem.Quote(contact.Function.Tk),
                    CellItem.Quote(contact.Function.Ru),
                    CellItem.Quote(contact.Function.En),
                    contact.Phone is "" ? null : contact.Phone,
                    contact.Email is "" ? null : contact.Email,
                ]
        );

    public static IReadOnlyList<Contact>? Read(IReadOnlyList<CellItem> items, out CellFault? fault)
    {
        var contacts = new List<Contact>();
        foreach (var item in items)
        {
            var names = item
                .Words.TakeWhile(word =>
                    word.IsQuoted || !(word.Text is ['+' or (>= '0' and <= '9'), ..] || word.Text.Contains('@', StringComparison.Ordinal))
                )
                .ToList();
            var reason = names.Count is not (1 or 3)
                ? Expected
                : Reach.Read(item.Words.Skip(names.Count), out var phone, out var email) ?? Add(names, phone, email);
            if (reason is not null)
            {
                fault = new CellFault(reason, item.ToString());
                return null;
            }
        }

        fault = contacts.Count > Most ? new CellFault($"At most {Most}.") : null;
        return contacts;

        string? Add(List<CellWord> names, string? phone, string? email)
        {
            var contact = new Contact(
                new LocalizedText(names[0].Text, names.Count == 1 ? names[0].Text : names[1].Text, names[^1].Text),
                phone,
                email
            );
            contacts.Add(contact);
            return Form.FindRefusal(contact.Function) ?? Form.FindRefusal(contact);
        }
    }
}

/// <summary>Where an organization's offices are: <c>physical TM-S "Görogly köçesi 7" 744000 37.95,58.38; postal TM-S "Box 12"</c>.</summary>
internal static class OfficeAddressesText
{
    private const int Most = 20;
    private const int Needed = 3; // kind, place and street
    private const string Expected =
        "Must be physical or postal, the code of a place, the street in double quotes, and if they are known a postal code and coordinates as 37.95,58.38.";

    public static string? Of(IReadOnlyList<OfficeAddress> addresses) =>
        CellItem.WriteAll(
            addresses,
            address =>
                [
                    Words.Of(address.Kind),
                    address.Place,
                    CellItem.Quote(address.Street),
                    address.PostalCode is "" ? null : address.PostalCode,
                    address is { Latitude: { } latitude, Longitude: { } longitude }
                        ? string.Create(CultureInfo.InvariantCulture, $"{latitude:R},{longitude:R}")
                        : null,
                ]
        );

    public static IReadOnlyList<OfficeAddress>? Read(IReadOnlyList<CellItem> items, out CellFault? fault)
    {
        var addresses = new List<OfficeAddress>();
        foreach (var item in items)
        {
            var address = ReadItem(item.Words);
            if (address is null || Form.FindRefusal(address) is not null)
            {
                fault = new CellFault(address is null ? Expected : Form.FindRefusal(address)!, item.ToString());
                return null;
            }

            addresses.Add(address);
        }

        fault = addresses.Count > Most ? new CellFault($"At most {Most}.") : null;
        return addresses;
    }

    private static OfficeAddress? ReadItem(IReadOnlyList<CellWord> words)
    {
        if (
            words is not [{ IsQuoted: false } kindWord, { IsQuoted: false } place, { IsQuoted: true } street, ..]
            || !Words.TryParse<AddressKind>(kindWord.Text.ToLowerInvariant(), out var kind)
        )
        {
            return null;
        }

        var address = new OfficeAddress(place.Text, street.Text, kind!.Value);
        foreach (var word in words.Skip(Needed))
        {
            if (address is { PostalCode: null, Latitude: null } && !word.Text.Contains(',', StringComparison.Ordinal))
            {
                address = address with { PostalCode = word.Text };
            }
            else if (
                address.Latitude is null
                && word.Text.Split(',') is [var first, var second]
                && TryRead(first, out var latitude)
                && TryRead(second, out var longitude)
            )
            {
                address = address with { Latitude = latitude, Longitude = longitude };
            }
            else
            {
                return null;
            }
        }

        return address;
    }

    private static bool TryRead(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
