using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Suppression;

namespace SocialServices.Reporting.Releases;

/// <summary>Relations between periods, and between indicators.</summary>
internal sealed partial class Disclosure
{
    private void RelatePeriods()
    {
        foreach (var ((indicator, _), numbers) in byPeriod.Where(pair => pair.Value.Count > 1))
        {
            var definition = catalogue.Find(indicator)!;
            foreach (var (code, number) in definition.Stock ? [] : numbers.ToList())
            {
                var period = Period.Parse(code)!;
                var inside = numbers
                    .Select(pair => (Period: Period.Parse(pair.Key)!, pair.Value))
                    .Where(pair => period.Includes(pair.Period))
                    .ToList();
                foreach (
                    var parts in inside.GroupBy(pair => Period.KindOf(pair.Period.Code)).Where(parts => parts.Key != Period.KindOf(code))
                )
                {
                    var isWhole = parts.Sum(part => part.Period.Days) == period.Days;
                    RelateParts(
                        number,
                        [.. parts.Select(part => part.Value)],
                        isWhole,
                        definition.Repeats,
                        $"{indicator}|{code}|{number}|{parts.Key}"
                    );
                }
            }
        }
    }

    private void RelateParts(int total, int[] parts, bool isWhole, bool overlaps, string name)
    {
        if (isWhole || overlaps)
        {
            foreach (var part in overlaps ? parts : [])
            {
                System.Relate(new Relation(part, [total], IsSum: false));
            }

            if (isWhole)
            {
                System.Relate(new Relation(total, parts, IsSum: !overlaps));
            }

            return;
        }

        var rest = new SecretCell
        {
            Key = $"rest of {name}",
            Value = System.Cells[total].Value - parts.Sum(part => System.Cells[part].Value),
            IsHidden = true,
            IsRest = true,
        };
        System.Relate(new Relation(total, [.. parts, System.Add(rest)], IsSum: true));
    }

    private void RelateIndicators()
    {
        foreach (var ((indicator, coordinates), numbers) in byPeriod)
        {
            if (catalogue.Find(indicator)?.AtMost is { } larger && byPeriod.GetValueOrDefault((larger, coordinates)) is { } others)
            {
                foreach (var (period, number) in numbers)
                {
                    if (others.TryGetValue(period, out var other))
                    {
                        System.Relate(new Relation(number, [other], IsSum: false));
                    }
                }
            }
        }
    }
}
