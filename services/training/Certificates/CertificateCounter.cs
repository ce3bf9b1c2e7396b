using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Training.Certificates;

/// <summary>The last number that was given of an issuer and a year; see <see cref="CertificateNumbers"/>.</summary>
internal sealed class CertificateCounter
{
    public required string Prefix { get; init; }
    public required int Year { get; init; }
    public required int Last { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CertificateCounter>
    {
        public void Configure(EntityTypeBuilder<CertificateCounter> builder)
        {
            builder.ToTable("certificate_counters");
            builder.HasKey(c => new { c.Prefix, c.Year });
            builder.Property(c => c.Prefix).HasMaxLength(50);
            builder.Property(c => c.Year).ValueGeneratedNever();
        }
    }
}
