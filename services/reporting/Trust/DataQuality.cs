using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Indicators;

namespace SocialServices.Reporting.Trust;

/// <summary>What speaks against the figures, without telling anything of anybody: shares in percent.</summary>
/// <param name="Unknown">By fact and dimension: how many of them have a value that is not known, in whole percent.</param>
/// <param name="UnknownCodes">Codes that no register and no list of ours has, such as a service type that was never defined.</param>
/// <param name="Late">Facts that became known more than 30 days after they happened, in whole percent.</param>
/// <param name="Unused">Indicators that nothing was counted for in the last year.</param>
/// <param name="Outliers">Indicators whose last full month lies far from the twelve before it.</param>
public sealed record DataQuality(
    IReadOnlyDictionary<string, int> Unknown,
    IReadOnlyList<string> UnknownCodes,
    int Late,
    IReadOnlyList<string> Unused,
    IReadOnlyList<string> Outliers
)
{
    private const double Far = 3.5;

    internal static async Task<DataQuality> ReadAsync(
        ReportingDb db,
        IndicatorCatalogue catalogue,
        Counter counter,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var unknown = await db
            .Database.SqlQuery<Share>(
                $"""
                select fact || '.' || dimension as "Name", coalesce(100 * count(*) filter (where value is null or value = 'unknown') / nullif(count(*), 0), 0)::int as "Percent"
                from (
                    select 'cases' as fact, d.* from cases cross join lateral (values ('sex', sex), ('age-band', age_band), ('disability', disability::text), ('source', source)) d (dimension, value)
                    where organization is not null
                    union all
                    select 'assessments', d.* from assessments cross join lateral (values ('sex', sex), ('age-band', age_band), ('risk-level', risk_level)) d (dimension, value)
                    where assessed_at is not null
                    union all
                    select 'referrals', d.* from referrals cross join lateral (values ('sex', sex), ('age-band', age_band), ('disability', disability::text)) d (dimension, value)
                ) facts group by fact, dimension order by 1
                """
            )
            .ToDictionaryAsync(share => share.Name, share => share.Percent, cancellationToken);
        var codes = await db
            .Database.SqlQuery<string>(
                $"""
                select distinct 'service-type ' || service_type as "Value" from referrals r
                where not exists (select from service_types t where t.service_type = r.service_type)
                union select distinct 'organization ' || organization from cases c
                where organization is not null and not exists (select from organizations o where o.organization = c.organization)
                union select distinct 'place ' || place from cases c
                where place is not null and place <> 'unknown' and left(place, 4) <> all ({Dimensions.Velayats})
                union select distinct 'need ' || need from assessments cross join lateral unnest(needs) need where need <> all ({Needs.All.ToArray()})
                order by 1 limit 200
                """
            )
            .ToListAsync(cancellationToken);
        var late = await db
            .Database.SqlQuery<int>(
                $"select coalesce(100 * count(*) filter (where handled_at - occurred_at > interval '30 days') / nullif(count(*), 0), 0)::int as \"Value\" from inbox"
            )
            .SingleAsync(cancellationToken);
        var (unused, outliers) = await SeriesAsync(catalogue, counter, today, cancellationToken);
        return new DataQuality(unknown, codes, late, unused, outliers);
    }

    private static async Task<(List<string> Unused, List<string> Outliers)> SeriesAsync(
        IndicatorCatalogue catalogue,
        Counter counter,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var (unused, outliers, first) = (new List<string>(), new List<string>(), new DateOnly(today.Year, today.Month, 1));
        foreach (var definition in catalogue.All.Where(definition => definition.IsCount))
        {
            var months = new List<double>();
            for (var back = definition.Stock ? 1 : 13; back > 0; back--)
            {
                var month = Period.Parse($"{first.AddMonths(-back):yyyy-MM}")!;
                months.Add((await counter.CountAsync(definition, [], month, organization: null, cancellationToken)).Values[0]);
            }

            if (months.All(value => value == 0))
            {
                unused.Add(definition.Code);
            }
            else if (!definition.Stock && IsOutlier(months))
            {
                outliers.Add(definition.Code);
            }
        }

        return (unused, outliers);
    }

    // By the median of deviations from the median, which a single odd month does not move.
    private static bool IsOutlier(List<double> months)
    {
        var before = months[..^1];
        var middle = Median(before);
        var spread = Median([.. before.Select(value => Math.Abs(value - middle))]);
        return spread > 0 && 0.6745 * Math.Abs(months[^1] - middle) / spread > Far;
    }

    private static double Median(List<double> values)
    {
        var ordered = values.Order().ToList();
        return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }

    private sealed record Share(string Name, int Percent);
}
