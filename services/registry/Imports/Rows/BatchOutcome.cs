using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>What became of a batch of rows, with the new records that are perhaps the same as others.</summary>
internal sealed class BatchOutcome : RowOutcome
{
    public List<ImportDuplicate> Duplicates { get; } = [];

    public override void AddTo(FileImport import, int rows)
    {
        base.AddTo(import, rows);
        import.Duplicates += Duplicates.Count;
    }

    public override Task InsertMoreAsync(DbContext db, CancellationToken cancellationToken) =>
        db.InsertAsync(Duplicates, cancellationToken);
}
