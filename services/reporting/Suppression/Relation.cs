namespace SocialServices.Reporting.Suppression;

/// <summary>
/// What every reader knows of numbers that belong together: the first is the sum of the others, or with <paramref name="IsSum"/> false is
/// not larger
/// than their sum. Where late events make it not quite so, the difference counts as known too: a reader who knows more is the worse one.
/// </summary>
/// <param name="Total">Number of a cell.</param>
/// <param name="Parts">Numbers of cells; each once.</param>
/// <param name="IsSum">The parts do not overlap, and there are no others.</param>
internal sealed record Relation(int Total, int[] Parts, bool IsSum)
{
    public IEnumerable<int> Cells => Parts.Append(Total);
}
