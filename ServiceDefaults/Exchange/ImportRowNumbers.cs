namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>The rows of an import; read = created + updated + unchanged + rejected + ignored, always.</summary>
/// <param name="Total">In the file; absent until it has been read once.</param>
/// <param name="Read">Done.</param>
/// <param name="Created">New records (in a dry run: that would be new).</param>
/// <param name="Updated">Records that changed.</param>
/// <param name="Unchanged">Records that were so already.</param>
/// <param name="Rejected">Rows that were not taken; see <c>rejected.csv</c>.</param>
/// <param name="Ignored">Rows with which nothing was done, such as a record that the file has twice; <c>warnings.csv</c> says why.</param>
/// <param name="Warnings">Doubts about rows that were taken; see <c>warnings.csv</c>.</param>
/// <param name="Duplicates">Pairs of a new record and another that is perhaps the same.</param>
public sealed record ImportRowNumbers(
    int? Total,
    int Read,
    int Created,
    int Updated,
    int Unchanged,
    int Rejected,
    int Ignored,
    int Warnings,
    int Duplicates
)
{
    public static ImportRowNumbers Of(FileImport import) =>
        new(
            import.RowsTotal,
            import.RowsRead,
            import.Created,
            import.Updated,
            import.Unchanged,
            import.Rejected,
            import.Ignored,
            import.Warnings,
            import.Duplicates
        );
}
