using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.Referrals;

/// <summary>A referral at the furthest step of its life that is known.</summary>
internal sealed class ReferralFact
{
    public Guid ReferralId { get; private init; }
    public Guid CaseId { get; private init; }

    /// <summary>FHIR R4 Task.status.</summary>
    public string Status { get; private init; } = "";

    /// <summary>1, 2, 3 … along the referral's life; a later one wins.</summary>
    public int Step { get; private init; }

    public string ServiceType { get; private init; } = "";
    public Guid SiteId { get; private init; }
    public string Requester { get; private init; } = "";
    public string Receiver { get; private init; } = "";
    public string Priority { get; private init; } = "";
    public string Sex { get; private init; } = "";
    public string AgeBand { get; private init; } = "";
    public bool? Disability { get; private init; }
    public string Place { get; private init; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<ReferralFact>
    {
        public void Configure(EntityTypeBuilder<ReferralFact> builder)
        {
            builder.ToTable("referrals");
            builder.HasKey(f => f.ReferralId);
            builder.Property(f => f.ReferralId).ValueGeneratedNever();
            builder.Property(f => f.Status).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.ServiceType).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Requester).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Receiver).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Priority).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Sex).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.AgeBand).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Place).HasMaxLength(FactColumns.Code);
        }
    }
}
