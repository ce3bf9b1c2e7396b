using SocialServices.Reporting.Indicators;

namespace SocialServices.Reporting.Inside;

/// <summary>Exact figures, live.</summary>
internal sealed class InsideFigures(Counter counter)
{
    public async Task<(decimal? Total, IReadOnlyList<GetInsideFigure.Cell> Cells)> ReadAsync(
        IndicatorDefinition definition,
        string? by,
        Period? period,
        string? organization,
        CancellationToken cancellationToken,
        Caseload? caseload = null
    )
    {
        var axis = by is null ? null : await counter.AxisAsync(by, cancellationToken);
        IReadOnlyList<decimal?> values = definition.IsCount
            ?
            [
                .. (
                    await counter.CountAsync(definition, axis is null ? [] : [axis], period, organization, cancellationToken, caseload)
                ).Values.Select(value => (decimal?)value),
            ]
            :
            [
                .. (await counter.MeasureAsync(definition, axis, period, organization, cancellationToken, caseload)).Select(value =>
                    value.Value
                ),
            ];
        return (
            values[0],
            axis is null
                ? []
                :
                [
                    .. values
                        .Skip(1)
                        .Select(
                            (value, i) =>
                                new GetInsideFigure.Cell(
                                    axis.CodeOf(i + 1),
                                    axis.Parents[i + 1] == 0 ? null : axis.CodeOf(axis.Parents[i + 1]),
                                    value
                                )
                        ),
                ]
        );
    }
}
