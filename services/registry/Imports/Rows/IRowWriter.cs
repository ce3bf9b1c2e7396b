using SocialServices.Registry.Imports.Files;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Turns rows of one kind into records. Made for one run of one import.</summary>
internal interface IRowWriter
{
    /// <summary>Reads over rows that an earlier run has dealt with.</summary>
    Task PassAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken);

    /// <summary>Checks rows and writes them in the open transaction. In a dry run it writes nothing, and what the context tracks is to be forgotten.</summary>
    Task<BatchOutcome> WriteAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken);
}
