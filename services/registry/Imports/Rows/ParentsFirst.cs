using System.Runtime.CompilerServices;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>
/// The order in which rows about organizations are written: what one is part of stands before it, wherever it stands in the file.
/// Rows come in turns, each in the order of the file: one whose parent comes later waits for the turn after its parent's. That
/// depends on the file alone, not on the register: who goes on behind as many rows as were done goes on at the right row.
/// </summary>
internal sealed class ParentsFirst
{
    /// <summary>So many rows of several turns are kept in memory; a turn with more has the file read for it alone.</summary>
    private const int MaxHeldRows = 10_000;

    private readonly Dictionary<string, Membership> rows = [];
    private readonly List<int> last = [];

    /// <summary>Of all rows that make sense by themselves.</summary>
    public IReadOnlyCollection<Membership> Memberships => rows.Values;

    /// <param name="line">Of a row, as the file is read for the first time.</param>
    /// <param name="row">Null when it makes no sense: then it comes last, so that of two with the same code the other one stays the first.</param>
    public void Learn(int line, OrganizationRow? row)
    {
        if (row is null)
        {
            last.Add(line);
        }
        else
        {
            rows.Add(row.Code, row.Membership);
        }
    }

    /// <param name="read">Reads the file from its beginning.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    public async IAsyncEnumerable<RawRow> ReadAsync(
        Func<CancellationToken, IAsyncEnumerable<RawRow>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var turns = TurnsByLine();
        foreach (var (from, until) in Reads(turns.Values))
        {
            var held = new List<RawRow>();
            await foreach (var row in read(cancellationToken))
            {
                var turn = turns[row.Line];
                if (turn == from && turn == until)
                {
                    yield return row;
                }
                else if (turn >= from && turn <= until)
                {
                    held.Add(row);
                }
            }

            foreach (var row in held.OrderBy(row => turns[row.Line]))
            {
                yield return row;
            }
        }
    }

    // The file is read once for as many turns as fit into memory together, so not often even when every row names the next one.
    private static List<(int From, int Until)> Reads(IEnumerable<int> turns)
    {
        var (reads, held) = (new List<(int From, int Until)>(), 0);
        foreach (var turn in turns.CountBy(turn => turn).OrderBy(turn => turn.Key))
        {
            held += turn.Value;
            if (reads.Count > 0 && held <= MaxHeldRows)
            {
                reads[^1] = (reads[^1].From, turn.Key);
            }
            else
            {
                reads.Add((turn.Key, turn.Key));
                held = turn.Value;
            }
        }

        return reads;
    }

    private Dictionary<int, int> TurnsByLine()
    {
        var turns = Turns();
        var byLine = rows.Values.ToDictionary(row => row.Line, row => turns[row.Code]);
        var end = byLine.Count == 0 ? 0 : byLine.Values.Max() + 1;
        foreach (var line in last)
        {
            byLine.Add(line, end);
        }

        return byLine;
    }

    private Dictionary<string, int> Turns()
    {
        var (turns, waiting) = (new Dictionary<string, int>(rows.Count), new Stack<Membership>());
        foreach (var code in rows.Keys)
        {
            var above = code;
            while (above is not null && rows.TryGetValue(above, out var row) && turns.TryAdd(above, 0)) // in a circle anywhere: its rows are rejected
            {
                waiting.Push(row);
                above = row.Parent.Value;
            }

            while (waiting.TryPop(out var row))
            {
                if (row.Parent.Value is { } named && rows.TryGetValue(named, out var parent))
                {
                    turns[row.Code] = turns[named] + (parent.Line > row.Line ? 1 : 0);
                }
            }
        }

        return turns;
    }
}
