namespace SocialServices.Reporting.Suppression;

/// <summary>What may be published of a table of counts.</summary>
/// <param name="Total">Null when it is hidden.</param>
/// <param name="Cells">In the order given; null where hidden.</param>
internal sealed record ProtectedTable(long? Total, IReadOnlyList<long?> Cells);
