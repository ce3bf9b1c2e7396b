using Microsoft.Extensions.Options;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Suppression;

namespace SocialServices.Reporting.Releases;

/// <summary>What of the counts of people may be published, with the proof; or why nothing.</summary>
/// <param name="Disclosure">Null when nothing may.</param>
/// <param name="Proof">Of the last attempt.</param>
/// <param name="Coarsened">Times that a table was made coarser.</param>
/// <param name="Elapsed">Time that it took.</param>
internal sealed record Protected(Disclosure? Disclosure, Proof Proof, int Coarsened, TimeSpan Elapsed);

/// <summary>Hides, proves, makes coarser what cannot be proven, and tries again.</summary>
internal sealed class Protection(IndicatorCatalogue catalogue, IOptions<SuppressionOptions> options)
{
    public long Threshold => options.Value.Threshold;

    /// <param name="drafts">Counts of people; tables may become coarser.</param>
    /// <param name="earlier">Exact tables of earlier releases, in their order.</param>
    /// <param name="cancellationToken">Ends the proof.</param>
    /// <exception cref="TimeoutException">There was no proof in time.</exception>
    public Protected Protect(IReadOnlyList<DraftTable> drafts, IReadOnlyList<ExactTable> earlier, CancellationToken cancellationToken)
    {
        var deadline = new Deadline(options.Value.TimeLimit, cancellationToken);
        for (var coarsened = 0; ; )
        {
            var disclosure = new Disclosure(catalogue, drafts, earlier, Threshold);
            var proof = new Chooser(disclosure.System, Threshold).Protect(deadline);
            if (proof.Failed.Count == 0)
            {
                return new Protected(disclosure, proof, coarsened, deadline.Elapsed);
            }

            var failed = proof.Failed.ToHashSet();
            var guilty = drafts
                .Where(draft => draft.Cells().Any(cell => failed.Contains(disclosure.NumberOf(draft, cell.Cell, cell.At))))
                .ToList();
            if (guilty.Count == 0)
            {
                // Numbers of earlier releases would come out: whatever has to do with them becomes coarser.
                var near = disclosure.System.Clusters().Where(cluster => cluster.Any(failed.Contains)).SelectMany(IndicatorsOf).ToHashSet();
                guilty = [.. drafts.Where(draft => near.Contains(draft.Definition.Within?.Indicator ?? draft.Definition.Code))];
            }

            var changed = guilty.Count(draft => draft.TryCoarsen());
            if (changed == 0)
            {
                return new Protected(null, proof, coarsened, deadline.Elapsed);
            }

            coarsened += changed;

            IEnumerable<string> IndicatorsOf(IReadOnlyList<int> cluster) =>
                cluster
                    .SelectMany(disclosure.System.RelationsOf)
                    .SelectMany(relation => disclosure.System.Relations[relation].Cells)
                    .Select(cell => disclosure.System.Cells[cell].Key.Split('|')[0]);
        }
    }
}
