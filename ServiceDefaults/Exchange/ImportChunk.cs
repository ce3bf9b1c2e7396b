using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>A piece of an import's file. In the database, so that any replica can work on it and a backup has it.</summary>
public sealed class ImportChunk
{
    public const int Size = 1024 * 1024;

    public required Guid ImportId { get; init; }

    /// <summary>0, 1, 2 …</summary>
    public required int Number { get; init; }

    /// <summary><see cref="Size"/> bytes, less in the last one.</summary>
    public required byte[] Content { get; init; }

    internal sealed class Mapping<TImport> : IEntityTypeConfiguration<ImportChunk>
        where TImport : FileImport
    {
        public void Configure(EntityTypeBuilder<ImportChunk> builder)
        {
            builder.ToTable("import_chunks");
            builder.HasKey(c => new { c.ImportId, c.Number });
            builder.HasOne<TImport>().WithMany().HasForeignKey(c => c.ImportId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
