using System.Text.Json;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>
/// Works through an import's rows in batches. What a batch writes, what it found and how far the import is commit together:
/// whoever goes on after a crash begins behind the last whole batch, and nothing is done twice.
/// </summary>
public abstract class ImportRun<TImport>(
    ServiceDbContext db,
    RequestContext context,
    ImportQueue<TImport> queue,
    IOptions<ImportOptions> options,
    ImportMeter meter,
    TimeProvider clock
)
    where TImport : FileImport
{
    /// <param name="import">As it was claimed.</param>
    /// <param name="worker">Who claimed it.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public async Task HandleAsync(TImport import, Guid worker, CancellationToken cancellationToken)
    {
        context.OnBehalfOf = new Caller(import.Client, import.Uploader, new HashSet<string>());
        if (import.Faults >= options.Value.MaxFaults)
        {
            await EndAsync(
                import.Id,
                worker,
                ImportState.Failed,
                $"The service failed behind row {import.RowsRead}, again and again.",
                cancellationToken
            );
            return;
        }

        try
        {
            var (file, writer) = await OpenAsync(import, cancellationToken);
            var (isHeld, refusal) = await LearnAsync(file, import, worker, writer, cancellationToken);
            if (isHeld && await WriteAllAsync(file, import, worker, writer, cancellationToken))
            {
                var end = refusal is null ? ImportState.Finished : ImportState.Failed;
                await EndAsync(import.Id, worker, end, refusal, cancellationToken);
            }
        }
        catch (MalformedFileException malformed)
        {
            await EndAsync(import.Id, worker, ImportState.Failed, malformed.Message, cancellationToken);
        }
    }

    /// <summary>The rows of the file, and what turns them into records.</summary>
    protected abstract Task<(IRowFile File, IRowWriter Writer)> OpenAsync(TImport import, CancellationToken cancellationToken);

    /// <summary>What the file brings, in words for the uploader: <c>sites</c>.</summary>
    protected abstract string KindOf(TImport import);

    // The whole file is read once before anything is written: a file that breaks off at its end shall not be half taken.
    // Where no row is of use, all are rejected afterwards, each with its reason, and the file is refused.
    private async Task<(bool IsHeld, string? Refusal)> LearnAsync(
        IRowFile file,
        TImport import,
        Guid worker,
        IRowWriter writer,
        CancellationToken cancellationToken
    )
    {
        var (rows, isOfUse, first) = (0, false, (Refusal?)null);
        await foreach (var row in file.ReadAsync(cancellationToken))
        {
            if (++rows > options.Value.MaxRows)
            {
                throw new MalformedFileException($"The file has more than {options.Value.MaxRows} rows. Split it.");
            }

            first ??= row.Faults is [var fault, ..] ? fault : null;
            isOfUse |= row is { Ignored: null, IsUnreadable: false };
            writer.Learn(row);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await queue.HoldAsync(import.Id, worker, cancellationToken) is not { } held)
        {
            return (false, null);
        }

        held.RowsTotal = rows;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return (
            true,
            rows == 0 ? "The file has no records."
            : isOfUse ? null
            : $"The file has no record of {KindOf(import)} that can be read. The first of {rows}: {first?.Reason}"
        );
    }

    private async Task<bool> WriteAllAsync(
        IRowFile file,
        TImport import,
        Guid worker,
        IRowWriter writer,
        CancellationToken cancellationToken
    )
    {
        var read = 0;
        await foreach (
            var batch in writer.InOrder(file, cancellationToken).Chunk(options.Value.BatchSize).WithCancellation(cancellationToken)
        )
        {
            var done = Math.Clamp(import.RowsRead - read, 0, batch.Length);
            read += batch.Length;
            await writer.PassAsync(batch[..done], cancellationToken);
            if (done < batch.Length && !await WriteAsync(batch[done..], import, worker, writer, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> WriteAsync(RawRow[] rows, TImport import, Guid worker, IRowWriter writer, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await queue.HoldAsync(import.Id, worker, cancellationToken) is not { } held)
        {
            return false;
        }

        if (held.CancelRequested)
        {
            End(held, ImportState.Cancelled, null);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return false;
        }

        var outcome = await writer.WriteAsync(rows, cancellationToken);
        if (import.DryRun)
        {
            db.ChangeTracker.Clear();
            held = (await queue.HoldAsync(import.Id, worker, cancellationToken))!;
        }

        var findings = outcome.Settle();
        outcome.AddTo(held, rows.Length);
        held.Faults = 0;
        await db.InsertAsync(findings, cancellationToken);
        await outcome.InsertMoreAsync(db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        meter.Count(outcome);
        return true;
    }

    private async Task EndAsync(Guid id, Guid worker, ImportState state, string? failure, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await queue.HoldAsync(id, worker, cancellationToken) is { } held)
        {
            End(held, state, failure);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private void End(FileImport import, ImportState state, string? failure)
    {
        (import.State, import.EndedAt, import.LeasedBy, import.LeasedUntil) = (state, clock.GetUtcNow(), null, null);
        import.Failure = failure is { Length: > 500 } ? failure[..500] : failure;
        db.Audit($"end import: {JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString())}", import.Subject);
    }
}
