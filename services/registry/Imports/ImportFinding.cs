using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Imports;

/// <summary>What is wrong with a row, or looks wrong.</summary>
internal sealed class ImportFinding
{
    public const int MaxValueLength = 200;
    public const int MaxReasonLength = 500;

    public long Id { get; private set; }
    public required Guid ImportId { get; init; }

    /// <summary>Where the row begins in a CSV file, from 1; in JSON the number of the service at a location, or for organizations that of the record.</summary>
    public required int Line { get; init; }

    /// <summary>False = a warning, and the row was taken or ignored.</summary>
    public required bool Rejected { get; init; }

    public required string Field { get; init; }
    public required string Reason { get; init; }

    /// <summary>The beginning of what stood there.</summary>
    public string? Value { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ImportFinding>
    {
        public void Configure(EntityTypeBuilder<ImportFinding> builder)
        {
            builder.ToTable("import_findings");
            builder.HasKey(f => f.Id);
            builder.Property(f => f.Id).UseIdentityByDefaultColumn();
            builder.Property(f => f.Field).HasMaxLength(50);
            builder.Property(f => f.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(f => f.Value).HasMaxLength(MaxValueLength);
            builder.HasIndex(f => new
            {
                f.ImportId,
                f.Rejected,
                f.Id,
            });
            builder.HasOne<Import>().WithMany().HasForeignKey(f => f.ImportId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
