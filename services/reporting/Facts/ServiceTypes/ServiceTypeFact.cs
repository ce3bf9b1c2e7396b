using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.ServiceTypes;

/// <summary>A kind of service that the programme offers.</summary>
internal sealed class ServiceTypeFact
{
    public string ServiceType { get; private init; } = "";
    public int? Number { get; private init; }
    public string NameEn { get; private init; } = "";
    public string LeadAgency { get; private init; } = "";

    /// <summary>Position of the event that this was learnt from; a newer one wins.</summary>
    public long Position { get; private init; }

    /// <summary>Deleted in the register, for good.</summary>
    public bool Deleted { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ServiceTypeFact>
    {
        public void Configure(EntityTypeBuilder<ServiceTypeFact> builder)
        {
            builder.ToTable("service_types");
            builder.HasQueryFilter(f => !f.Deleted);
            builder.HasKey(f => f.ServiceType);
            builder.Property(f => f.ServiceType).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.NameEn).HasMaxLength(FactColumns.Name);
            builder.Property(f => f.LeadAgency).HasMaxLength(FactColumns.Code);
        }
    }
}
