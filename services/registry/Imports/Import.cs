using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports;

/// <summary>A file of sites or organizations.</summary>
internal sealed class Import : FileImport
{
    public required ImportKind Kind { get; init; }
    public required FileFormat Format { get; init; }

    /// <summary>Code of the only organization whose rows are taken; null = any that the uploader may edit.</summary>
    public string? Organization { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Import>
    {
        public void Configure(EntityTypeBuilder<Import> builder)
        {
            builder.Property(i => i.Organization).HasMaxLength(50);
            builder
                .HasIndex(
                    i => new
                    {
                        i.Uploader,
                        i.Hash,
                        i.Kind,
                        i.DryRun,
                        i.Organization,
                    },
                    "ix_imports_file"
                )
                .IsUnique()
                .AreNullsDistinct(false)
                .HasFilter("hash is not null and not superseded and state in ('queued', 'running', 'finished')");
        }
    }
}
