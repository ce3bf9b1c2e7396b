using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.Certificates;

/// <summary>A certificate; its revocation may be known before it is.</summary>
internal sealed class CertificateFact
{
    public Guid CertificateId { get; private init; }
    public Guid WorkerId { get; private init; }
    public string Competence { get; private init; } = "";

    /// <summary>Null until the issue is known.</summary>
    public string? Programme { get; private init; }

    public DateOnly? ValidFrom { get; private init; }

    /// <summary>Null when it does not expire.</summary>
    public DateOnly? ValidUntil { get; private init; }

    public bool Revoked { get; private init; }

    /// <summary>It was issued in error, or corrected: what it attested does not count, nor ever did.</summary>
    public bool NeverCounted { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CertificateFact>
    {
        public void Configure(EntityTypeBuilder<CertificateFact> builder)
        {
            builder.ToTable("certificates");
            builder.HasKey(f => f.CertificateId);
            builder.Property(f => f.CertificateId).ValueGeneratedNever();
            builder.Property(f => f.Competence).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Programme).HasMaxLength(FactColumns.Code);
            builder.HasIndex(f => new { f.WorkerId, f.Programme });
        }
    }
}
