using Microsoft.EntityFrameworkCore;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>What became of a batch of rows.</summary>
public class RowOutcome
{
    public int Created { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }
    public int Rejected { get; set; }
    public int Ignored { get; private set; }
    public List<ImportFinding> Findings { get; } = [];

    public void Reject(FileImport import, int line, string field, string reason, string? value)
    {
        Rejected++;
        Findings.Add(ImportFinding.Of(import, line, rejected: true, field, reason, value));
    }

    /// <summary>Counts the rows with which nothing is to be done.</summary>
    /// <returns>The others.</returns>
    public IReadOnlyList<RawRow> SetAside(FileImport import, IReadOnlyList<RawRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Ignored is { } reason)
            {
                Ignored++;
                Findings.Add(ImportFinding.Of(import, row.Line, rejected: false, reason.Field, reason.Reason, reason.Value));
            }
        }

        return Ignored == 0 ? rows : [.. rows.Where(row => row.Ignored is null)];
    }

    /// <summary>Puts the findings in order, and leaves out doubts about rows that were not taken anyway.</summary>
    public IReadOnlyList<ImportFinding> Settle()
    {
        var rejected = Findings.Where(finding => finding.Rejected).Select(finding => finding.Line).ToHashSet();
        Findings.RemoveAll(finding => !finding.Rejected && rejected.Contains(finding.Line));
        return [.. Findings.OrderBy(finding => finding.Line)];
    }

    /// <summary>Counts them. What the service finds beside its findings, such as duplicates, it counts too.</summary>
    public virtual void AddTo(FileImport import, int rows)
    {
        import.RowsRead += rows;
        import.Created += Created;
        import.Updated += Updated;
        import.Unchanged += Unchanged;
        import.Rejected += Rejected;
        import.Ignored += Ignored;
        import.Warnings += Findings.Count(finding => !finding.Rejected) - Ignored; // each ignored row has one finding
    }

    /// <summary>Writes what the service found beside the findings, in the open transaction.</summary>
    public virtual Task InsertMoreAsync(DbContext db, CancellationToken cancellationToken) => Task.CompletedTask;
}
