using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Dhis2;

/// <summary>
/// A release that was sent to DHIS2, and what that answered: kept, so that it can be sent again after a correction there.
/// </summary>
internal sealed class Dhis2Push
{
    public Guid Id { get; init; }
    public int Number { get; init; }
    public int Revision { get; init; }
    public bool DryRun { get; init; }
    public DateTimeOffset SentAt { get; init; }

    /// <summary>HTTP status; 0 when nothing came back.</summary>
    public int StatusCode { get; init; }

    /// <summary>The import summary as JSON.</summary>
    public string Summary { get; init; } = "{}";

    internal sealed class Mapping : IEntityTypeConfiguration<Dhis2Push>
    {
        public void Configure(EntityTypeBuilder<Dhis2Push> builder)
        {
            builder.ToTable("dhis2_pushes");
            builder.HasKey(p => p.Id);
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.Summary).HasColumnType("jsonb");
            builder.HasIndex(p => new { p.Number, p.Revision });
        }
    }
}
