namespace SocialServices.Referrals.GroupProgrammes;

/// <summary>How much the same people changed from one measure to a later one.</summary>
/// <param name="Pairs">People who were measured both times.</param>
/// <param name="MeanBefore">Mean of the first scores.</param>
/// <param name="MeanAfter">Mean of the later scores.</param>
/// <param name="MeanChange">Mean of later minus first.</param>
/// <param name="StandardDeviation">Of the changes, of the sample (n − 1).</param>
/// <param name="EffectSize">
/// d_z: mean change divided by its standard deviation; absent when nobody changed differently from the others.
/// </param>
internal sealed record PairedChange(
    int Pairs,
    double MeanBefore,
    double MeanAfter,
    double MeanChange,
    double StandardDeviation,
    double? EffectSize
)
{
    /// <summary>Fewer pairs are not shown: one person's scores could be worked out.</summary>
    public const int MinPairs = 10;

    /// <returns>Null with fewer than <see cref="MinPairs"/>.</returns>
    public static PairedChange? Of(IReadOnlyList<(int Before, int After)> pairs)
    {
        if (pairs.Count < MinPairs)
        {
            return null;
        }

        var mean = pairs.Average(pair => (double)pair.After - pair.Before);
        var deviation = Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.After - pair.Before - mean, 2)) / (pairs.Count - 1));
        return new PairedChange(
            pairs.Count,
            Round(pairs.Average(pair => (double)pair.Before)),
            Round(pairs.Average(pair => (double)pair.After)),
            Round(mean),
            Round(deviation),
            deviation > 0 ? Round(mean / deviation) : null
        );
    }

    private static double Round(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
