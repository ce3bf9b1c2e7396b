using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Reporting.Indicators;

/// <summary>
/// The cases that a worker manages in the organization that is asked for, and perhaps those that it knows as one of their team. Without an
/// organization there are none.
/// </summary>
internal sealed record Caseload(Guid Worker, bool WithTeam);

/// <summary>Counts facts by an indicator's rule: the one way from facts to numbers, which are exact and not for everybody.</summary>
internal sealed class Counter(ReportingDb db, IndicatorCatalogue catalogue, TimeProvider clock)
{
    private const int TimeoutSeconds = 120;
    private const string PlaceOnItsDay = """
        coalesce(
            (select successor from moved
             where moved.place = units.place and since <= coalesce(units.at, @today) order by depth desc limit 1),
            place)
        """;

    public async Task<Axis> AxisAsync(string dimension, CancellationToken cancellationToken, int depth = int.MaxValue) =>
        Axis.Of(Dimensions.All[dimension], await Dimensions.All[dimension].NodesAsync(db, cancellationToken), depth);

    /// <param name="definition">A count or a sum.</param>
    /// <param name="axes">Of its disaggregations.</param>
    /// <param name="period">When; all time for null.</param>
    /// <param name="organization">Only the units that this organization knows because they are its own.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <param name="caseload">Only what belongs to these cases.</param>
    public async Task<CountedTable> CountAsync(
        IndicatorDefinition definition,
        IReadOnlyList<Axis> axes,
        Period? period,
        string? organization,
        CancellationToken cancellationToken,
        Caseload? caseload = null
    )
    {
        var table = new CountedTable(axes, definition.Repeats);
        var names = string.Concat(axes.Select((_, i) => $"d{i}, "));
        var weight = definition.Kind is IndicatorKind.Sum ? "sum(weight)::bigint" : "count(*)";
        var sql = definition.Repeats
            ? $"select {names}array_agg(distinct o) filter (where o is not null), 1::bigint, id "
                + $"from chosen left join lateral unnest(organizations) as o on true group by {names}id"
            : $"select {names}organizations, {weight}, null::text from chosen group by {names}organizations";
        await foreach (var row in ReadAsync(definition, axes, period, (organization, caseload), sql, cancellationToken))
        {
            var values = axes.Select((_, i) => row.IsDBNull(i) ? null : row.GetString(i)).ToList();
            var organizations = row.IsDBNull(axes.Count)
                ? []
                : row.GetFieldValue<string?[]>(axes.Count).OfType<string>().Distinct().ToArray();
            table.Add(
                values,
                organizations,
                row.GetInt64(axes.Count + 1),
                row.IsDBNull(axes.Count + 2) ? null : row.GetString(axes.Count + 2)
            );
        }

        return table;
    }

    /// <summary>Number of units and value for the total and each category of one axis, for what is no count.</summary>
    public async Task<IReadOnlyList<(long Units, decimal? Value)>> MeasureAsync(
        IndicatorDefinition definition,
        Axis? axis,
        Period? period,
        string? organization,
        CancellationToken cancellationToken,
        Caseload? caseload = null
    )
    {
        var samples = Enumerable.Range(0, axis?.Size ?? 1).Select(_ => new List<(decimal Value, decimal Weight)>()).ToList();
        IReadOnlyList<Axis> axes = axis is null ? [] : [axis];
        var sql = $"select {(axis is null ? "" : "d0, ")}value::numeric, weight::numeric from chosen where value is not null";
        await foreach (var row in ReadAsync(definition, axes, period, (organization, caseload), sql, cancellationToken))
        {
            var sample = (row.GetDecimal(axes.Count), row.GetDecimal(axes.Count + 1));
            foreach (var number in axis?.Lines[axis.Place(row.IsDBNull(0) ? null : row.GetString(0))] ?? [0])
            {
                samples[number].Add(sample);
            }
        }

        return
        [
            .. samples.Select(sample => ((long)sample.Count, definition.Kind is IndicatorKind.Median ? Median(sample) : Ratio(sample))),
        ];
    }

    /// <summary>Ids of the counted units in the order of categories and ids, each with its category.</summary>
    public IAsyncEnumerable<DbDataReader> IdsAsync(
        IndicatorDefinition definition,
        IReadOnlyList<Axis> axes,
        Period? period,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            definition,
            axes,
            period,
            (null, null),
            $"select * from (select distinct {string.Concat(axes.Select((_, i) => $"d{i}, "))}id from chosen) as ids order by id collate \"C\"",
            cancellationToken
        );

    private static decimal? Ratio(List<(decimal Value, decimal Weight)> sample) =>
        sample.Sum(one => one.Weight) is not 0 and var weight ? Math.Round(sample.Sum(one => one.Value) / weight, 1) : null;

    private static decimal? Median(List<(decimal Value, decimal Weight)> sample)
    {
        var ordered = sample.Select(one => one.Value).Order().ToList();
        return ordered.Count == 0 ? null : Math.Round((ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2, 1);
    }

    private async IAsyncEnumerable<DbDataReader> ReadAsync(
        IndicatorDefinition definition,
        IReadOnlyList<Axis> axes,
        Period? period,
        (string? Organization, Caseload? Caseload) only,
        string select,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(SqlOf(definition, axes, select), (NpgsqlConnection)db.Database.GetDbConnection())
            {
                CommandTimeout = TimeoutSeconds,
                Parameters =
                {
                    new("from", period?.From ?? DateOnly.MinValue),
                    new("to", period?.To ?? DateOnly.MaxValue),
                    new("today", Ashgabat.Day(clock.GetUtcNow())),
                    new("organization", NpgsqlTypes.NpgsqlDbType.Text) { Value = (object?)only.Organization ?? DBNull.Value },
                    new("worker", NpgsqlTypes.NpgsqlDbType.Uuid) { Value = (object?)only.Caseload?.Worker ?? DBNull.Value },
                    new("team", only.Caseload?.WithTeam is true),
                },
            };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                yield return reader;
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // A unit with several rows has the properties of its latest one in the period, but for those in which it may have several.
    private string SqlOf(IndicatorDefinition definition, IReadOnlyList<Axis> axes, string select)
    {
        var all = string.Join(", ", definition.Disaggregations.Select(by => Dimensions.All[by].Column));
        string ColumnOf(Axis axis) => axis.Dimension.Code is "place" ? PlaceOnItsDay : axis.Dimension.Column;
        string Latest(string column) =>
            $"first_value({column}) over (partition by id order by at desc nulls last{(all.Length > 0 ? ", " + all : "")})";
        var columns = axes.Select(
            (axis, i) =>
                definition.Repeats && !definition.Overlaps(axis.Dimension.Code)
                    ? $"{Latest(ColumnOf(axis))} as d{i}, "
                    : $"{ColumnOf(axis)} as d{i}, "
        );
        var measure = catalogue.MeasureOf(definition);
        var weight = measure.Contains("as weight", StringComparison.Ordinal) ? "weight" : "1";
        var value = measure.Contains("as value", StringComparison.Ordinal) ? "value" : "null";
        return $"""
            {catalogue.Prelude}
            units as ({measure}),
            chosen as (
                select {string.Concat(columns)}id, {weight} as weight, {value} as value, organizations from units
                where (at is null or at between @from and @to) and (@organization is null or @organization = any (organizations))
            )
            {select}
            """;
    }
}
