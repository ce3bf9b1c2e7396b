using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Indicators;

namespace SocialServices.Reporting.Releases;

/// <summary>Counts the tables of a release.</summary>
internal sealed class Drafting(ReportingDb db, IndicatorCatalogue catalogue, Counter counter)
{
    private readonly Dictionary<string, Axis> axes = [];
    private HashSet<Offer>? offered;

    /// <summary>A table of counts for each period that is asked for.</summary>
    public async Task<IReadOnlyList<DraftTable>> CountAsync(
        Period period,
        IEnumerable<TableRequest> requests,
        CancellationToken cancellationToken
    )
    {
        offered ??=
        [
            .. await db
                .Database.SqlQuery<Offer>(
                    $"""
                    select service_type as "ServiceType", place as "Place" from sites where service_type is not null and place is not null
                    union select service_type, left(place, 4) from sites where service_type is not null and place is not null
                    """
                )
                .ToListAsync(cancellationToken),
        ];
        var drafts = new List<DraftTable>();
        foreach (var request in requests)
        {
            var definition = catalogue.Find(request.Indicator)!;
            var dimensions = await AxesAsync(request.By, cancellationToken);
            foreach (var part in definition.IsCount ? request.PeriodsIn(period) : [])
            {
                var counted = await counter.CountAsync(definition, dimensions, part, organization: null, cancellationToken);
                drafts.Add(new DraftTable(definition, part, counted, IsStructuralZero));
            }
        }

        return drafts;
    }

    /// <summary>Units and value of a mean, a median or a ratio, by category.</summary>
    public async Task<(Axis? Axis, IReadOnlyList<(long Units, decimal? Value)> Values)> MeasureAsync(
        TableRequest request,
        Period period,
        CancellationToken cancellationToken
    )
    {
        var axis = (await AxesAsync(request.By, cancellationToken)).SingleOrDefault();
        while (axis is { Depth: > 1 })
        {
            axis = axis.Coarser();
        }

        return (axis, await counter.MeasureAsync(catalogue.Find(request.Indicator)!, axis, period, organization: null, cancellationToken));
    }

    private async Task<IReadOnlyList<Axis>> AxesAsync(IEnumerable<string> by, CancellationToken cancellationToken)
    {
        var list = new List<Axis>();
        foreach (var dimension in by)
        {
            list.Add(
                axes.TryGetValue(dimension, out var axis) ? axis : axes[dimension] = await counter.AxisAsync(dimension, cancellationToken)
            );
        }

        return list;
    }

    private bool IsStructuralZero(DraftTable draft, int[] at)
    {
        string? CodeAt(string dimension) =>
            draft.AskedBy.ToList().IndexOf(dimension) is >= 0 and var axis && at[axis] > 0 ? draft.CodeOf(axis, at[axis]) : null;
        return draft.Definition.Impossible?.Any(pair => CodeAt(pair.Key) is { } code && pair.Value.Contains(code)) is true
            || (
                draft.Definition.Code is "capacity-taken"
                && CodeAt("service-type") is { } serviceType
                && CodeAt("place") is { } place
                && serviceType is not Dimension.Unknown
                && place is not Dimension.Unknown
                && !offered!.Contains(new Offer(serviceType, place))
            );
    }

    private sealed record Offer(string ServiceType, string Place);
}
