using SocialServices.Registry.Data;
using SocialServices.Registry.Imports.Rows;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Files;

/// <summary>The rows of an import's file, from the beginning.</summary>
internal sealed class RowFile(Import import, IServiceScopeFactory scopes, HsdsRows? hsds) : IRowFile
{
    public static async Task<RowFile> OpenAsync(
        Import import,
        IServiceScopeFactory scopes,
        RegistryDb db,
        Codes codes,
        CancellationToken cancellationToken
    ) =>
        new(
            import,
            scopes,
            import is { Format: FileFormat.Hsds, Kind: ImportKind.Sites }
                ? new HsdsRows(await HsdsCodes.LoadAsync(db, codes, cancellationToken), Ashgabat.Day(import.CreatedAt))
                : null
        );

    /// <exception cref="MalformedFileException">The file cannot be read on.</exception>
    public IAsyncEnumerable<RawRow> ReadAsync(CancellationToken cancellationToken)
    {
        var file = new ChunkStream(scopes, import.Id);
        return hsds?.ReadAsync(file, cancellationToken)
            ?? (
                import.Format is FileFormat.Hsds
                    ? HsdsOrganizationRows.ReadAsync(file, cancellationToken)
                    : CsvRows.ReadAsync(file, Shapes.Of(import.Kind), cancellationToken)
            );
    }
}
