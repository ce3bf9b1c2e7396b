using Microsoft.EntityFrameworkCore;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Maps the tables of imports: files, chunks and findings.</summary>
public static class ImportTables
{
    /// <summary>
    /// The tables <c>imports</c>, <c>import_chunks</c> and <c>import_findings</c>. The service adds what its own imports have, and
    /// keeps <see cref="ImportState"/> as a word.
    /// </summary>
    public static void HasImports<TImport>(this ModelBuilder model)
        where TImport : FileImport
    {
        model.Entity<TImport>(builder =>
        {
            builder.ToTable("imports");
            builder.HasKey(i => i.Id);
            builder.Property(i => i.Id).ValueGeneratedNever();
            builder.Property(i => i.Uploader).HasMaxLength(50);
            builder.Property(i => i.Client).HasMaxLength(100);
            builder.Property(i => i.Failure).HasMaxLength(500);
            builder.HasIndex(i => i.Id, "ix_imports_waiting").HasFilter("state in ('queued', 'running')");
            builder.HasIndex(i => new { i.Uploader, i.Id });
        });
        model.ApplyConfiguration(new ImportChunk.Mapping<TImport>());
        model.ApplyConfiguration(new ImportFinding.Mapping<TImport>());
    }
}
