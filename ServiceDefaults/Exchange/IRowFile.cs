namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>The rows of an import's file.</summary>
public interface IRowFile
{
    /// <summary>All rows, from the beginning; the same each time.</summary>
    /// <exception cref="MalformedFileException">The file cannot be read on.</exception>
    IAsyncEnumerable<RawRow> ReadAsync(CancellationToken cancellationToken);
}
