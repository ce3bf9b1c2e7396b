using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.Cases;

/// <summary>A case; its closure may be known before its opening.</summary>
internal sealed class CaseFact
{
    public Guid CaseId { get; private init; }

    /// <summary>Null until the opening is known.</summary>
    public string? Organization { get; private init; }

    public string? Sex { get; private init; }
    public string? AgeBand { get; private init; }
    public bool? Disability { get; private init; }
    public string? Place { get; private init; }
    public DateTimeOffset? OpenedAt { get; private init; }

    /// <summary>Null while it is open.</summary>
    public string? ClosedReason { get; private init; }

    public DateTimeOffset? ClosedAt { get; private init; }

    /// <summary>Position of the newest closure or reopening; 0 for none.</summary>
    public long ClosedPosition { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CaseFact>
    {
        public void Configure(EntityTypeBuilder<CaseFact> builder)
        {
            builder.ToTable("cases");
            builder.HasKey(f => f.CaseId);
            builder.Property(f => f.CaseId).ValueGeneratedNever();
            builder.Property(f => f.Organization).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Sex).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.AgeBand).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Place).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.ClosedReason).HasMaxLength(FactColumns.Code);
        }
    }
}
