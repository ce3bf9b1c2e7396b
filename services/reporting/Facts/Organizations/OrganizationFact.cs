using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.Organizations;

/// <summary>An organization of the register.</summary>
internal sealed class OrganizationFact
{
    public string Organization { get; private init; } = "";
    public string Kind { get; private init; } = "";
    public string NameEn { get; private init; } = "";

    /// <summary>Position of the event that this was learnt from; a newer one wins.</summary>
    public long Position { get; private init; }

    /// <summary>Deleted in the register, for good.</summary>
    public bool Deleted { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrganizationFact>
    {
        public void Configure(EntityTypeBuilder<OrganizationFact> builder)
        {
            builder.ToTable("organizations");
            builder.HasQueryFilter(f => !f.Deleted);
            builder.HasKey(f => f.Organization);
            builder.Property(f => f.Organization).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Kind).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.NameEn).HasMaxLength(FactColumns.Name);
        }
    }
}
