using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Exports.Cells;

/// <summary>Who pays for a site: <c>unicef 2020-01-01..2022-06-30 "Joint programme"; mlspp</c>.</summary>
internal static class FundingText
{
    private const string Expected =
        "Must be an organization's code, days as 2020-01-01..2022-06-30 if they are known, and a note in double quotes if there is one.";

    public static string? Of(IReadOnlyList<SiteFunding> funding) =>
        CellItem.WriteAll(funding, payer => [payer.Organization, Days.Of(payer.From, payer.Until), CellItem.Quote(payer.Note)]);

    public static IReadOnlyList<SiteFunding>? Read(IReadOnlyList<CellItem> items, out CellFault? fault)
    {
        var funding = new List<SiteFunding>();
        foreach (var item in items)
        {
            if (ReadItem(item.Words) is not { } payer)
            {
                fault = new CellFault(Expected, item.ToString());
                return null;
            }

            funding.Add(payer);
            if ((Form.FindRefusal(payer) ?? (payer.Until < payer.From ? "Must not end before it begins." : null)) is { } wrong)
            {
                fault = new CellFault(wrong, item.ToString());
                return null;
            }
        }

        fault = Form.FindRefusal(new SiteDetails(Funding: funding)) is { } tooMany ? new CellFault(tooMany) : null;
        return funding;
    }

    private static SiteFunding? ReadItem(IReadOnlyList<CellWord> words)
    {
        var (note, rest) = words is [_, .., { IsQuoted: true } last]
            ? (last.Text, words.Take(words.Count - 1).ToList())
            : (null, [.. words]);
        return rest switch
        {
            [{ IsQuoted: false } code] => new SiteFunding(code.Text, Note: note),
            [{ IsQuoted: false } code, { IsQuoted: false } days] when Days.TryRead(days.Text, out var from, out var until) =>
                new SiteFunding(code.Text, from, until, note),
            _ => null,
        };
    }
}
