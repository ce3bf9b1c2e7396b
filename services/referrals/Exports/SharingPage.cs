using System.Globalization;
using System.Net;
using System.Text;
using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Referrals.Exports;

/// <summary>
/// The page that a person takes home. It names no service and no need: others may see it. No script, no picture, no link.
/// </summary>
internal static class SharingPage
{
    private static readonly Dictionary<string, string[]> Texts = new()
    {
        ["en"] =
        [
            "What we shared about you",
            "Nothing was shared with others.",
            "With whom",
            "What",
            "From",
            "Until",
            "Number",
            "goes on",
            "You may withdraw your consent at any time, without giving a reason. Tell any of our workers: from that moment on the others cannot read it any more, and you keep your right to help.",
        ],
        ["ru"] =
        [
            "Какие сведения о вас мы передали",
            "Сведения никому не передавались.",
            "Кому",
            "Что",
            "С",
            "До",
            "Номер",
            "продолжается",
            "Вы можете отозвать согласие в любое время без объяснения причин. Скажите об этом любому нашему работнику: с этой минуты другие больше не смогут читать эти сведения, а право на помощь у вас останется.",
        ],
        ["tk"] =
        [
            "Siz barada nämeleri paýlaşdyk",
            "Hiç kime maglumat berilmedi.",
            "Kime",
            "Näme",
            "Haçandan",
            "Haçana çenli",
            "Belgi",
            "dowam edýär",
            "Siz razylygyňyzy islän wagtyňyz sebäbini aýtman yzyna alyp bilersiňiz. Işgärlerimiziň islendigine aýdyň: şol pursatdan beýlekiler ony okap bilmezler, kömek almak hukugyňyz bolsa galar.",
        ],
    };

    private static readonly Dictionary<DataCategory, (string En, string Ru, string Tk)> Categories = new()
    {
        [DataCategory.Identity] = ("name, sex, date of birth", "имя, пол, дата рождения", "ady, jynsy, doglan güni"),
        [DataCategory.Contact] = ("telephone, address", "телефон, адрес", "telefon, salgysy"),
        [DataCategory.Identifiers] = ("numbers of documents", "номера документов", "resminamalaryň belgileri"),
        [DataCategory.Disability] = ("disability", "инвалидность", "maýyplyk"),
        [DataCategory.Need] = ("what you need", "в чём вы нуждаетесь", "size näme gerek"),
    };

    public static string Of(IReadOnlyList<ReadSharing.Item> items, string language, DateOnly today)
    {
        var text = Texts[language];
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{text[0]}</title></head><body><h1>{text[0]}</h1><p>{Day(today)}</p>"
        );
        if (items.Count == 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{text[1]}</p>");
        }
        else
        {
            page.Append("<table border=\"1\" cellpadding=\"6\"><tr>");
            page.AppendJoin("", text[2..7].Select(title => $"<th scope=\"col\">{title}</th>")).Append("</tr>");
            foreach (var item in items)
            {
                string[] cells =
                [
                    item.Organization,
                    string.Join("; ", item.Data.Select(category => Of(category, language))),
                    Day(Ashgabat.Day(item.From)),
                    item.Until is { } until ? Day(Ashgabat.Day(until)) : text[7],
                    item.Why,
                ];
                page.Append("<tr>").AppendJoin("", cells.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>");
            }

            page.Append("</table>");
        }

        return page.Append(CultureInfo.InvariantCulture, $"<p>{text[8]}</p></body></html>").ToString();
    }

    private static string Of(DataCategory category, string language) =>
        language switch
        {
            "ru" => Categories[category].Ru,
            "tk" => Categories[category].Tk,
            _ => Categories[category].En,
        };

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
