using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.Sites;

/// <summary>A site as far as it is known: its opening, its status and its capacity come by different events, in any order.</summary>
internal sealed class SiteFact
{
    public Guid SiteId { get; private init; }

    /// <summary>Null until the opening is known.</summary>
    public string? Organization { get; private init; }

    public string? ServiceType { get; private init; }
    public string? Place { get; private init; }
    public string? Status { get; private init; }
    public int Total { get; private init; }
    public int Held { get; private init; }
    public int Taken { get; private init; }

    /// <summary>Position of the newest event about the opening; 0 for none. Likewise the following.</summary>
    public long OpenedPosition { get; private init; }

    public long StatusPosition { get; private init; }
    public long CapacityPosition { get; private init; }

    /// <summary>Position of the newest event that told where it is.</summary>
    public long PlacePosition { get; private init; }

    /// <summary>It should not have been in the register. The row stays, so that a late event does not bring it back; nothing finds it.</summary>
    public bool Deleted { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SiteFact>
    {
        public void Configure(EntityTypeBuilder<SiteFact> builder)
        {
            builder.ToTable("sites");
            builder.HasKey(f => f.SiteId);
            builder.Property(f => f.SiteId).ValueGeneratedNever();
            builder.HasQueryFilter(f => !f.Deleted);
            builder.Property(f => f.Organization).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.ServiceType).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Place).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Status).HasMaxLength(FactColumns.Code);
        }
    }
}
