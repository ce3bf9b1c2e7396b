using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Imports;

/// <summary>A new site or organization that is perhaps the same as another one. Nothing is merged: people decide.</summary>
internal sealed class ImportDuplicate
{
    public long Id { get; private set; }
    public required Guid ImportId { get; init; }
    public required int Line { get; init; }

    /// <summary>The new site; null in a dry run, which makes none.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>The other one; null when it stands in the same file of a dry run.</summary>
    public Guid? CandidateSiteId { get; init; }

    /// <summary>Code of the new organization, also in a dry run.</summary>
    public string? Organization { get; init; }

    /// <summary>Code of the other one.</summary>
    public string? CandidateOrganization { get; init; }

    /// <summary>Where in the same file the other one stands.</summary>
    public int? CandidateLine { get; init; }

    /// <summary>0 to 1; 1 = all that was compared is the same.</summary>
    public required double Score { get; init; }

    public required string Why { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ImportDuplicate>
    {
        public void Configure(EntityTypeBuilder<ImportDuplicate> builder)
        {
            builder.ToTable("import_duplicates");
            builder.HasKey(d => d.Id);
            builder.Property(d => d.Id).UseIdentityByDefaultColumn();
            builder.Property(d => d.Organization).HasMaxLength(50);
            builder.Property(d => d.CandidateOrganization).HasMaxLength(50);
            builder.Property(d => d.Why).HasMaxLength(200);
            builder.HasIndex(d => new { d.ImportId, d.Id });
            builder.HasOne<Import>().WithMany().HasForeignKey(d => d.ImportId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
