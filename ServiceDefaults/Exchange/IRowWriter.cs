namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Turns rows of one kind into records. Made for one run of one import.</summary>
public interface IRowWriter
{
    /// <summary>Looks at a row as the whole file is read, before anything is written.</summary>
    void Learn(RawRow row);

    /// <summary>The rows in the order in which they are written: the same in every run of the import.</summary>
    IAsyncEnumerable<RawRow> InOrder(IRowFile file, CancellationToken cancellationToken);

    /// <summary>Skips rows that an earlier run has dealt with.</summary>
    Task PassAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken);

    /// <summary>Checks rows and writes them in the open transaction. In a dry run it writes nothing, and what the context tracks is to be forgotten.</summary>
    Task<RowOutcome> WriteAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken);
}
