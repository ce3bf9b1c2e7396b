using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Training.Programmes;

/// <summary>A programme as it was from some time on. Never changed: courses that began with it go by it to their end.</summary>
internal sealed class ProgrammeVersion
{
    public required string Programme { get; init; }
    public required int Number { get; init; }
    public required Programme Definition { get; init; }
    public required DateTimeOffset Since { get; init; }

    public static ProgrammeVersion Of(Programme programme, DateTimeOffset now) =>
        new()
        {
            Programme = programme.Code,
            Number = programme.Version,
            Definition = programme,
            Since = now,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<ProgrammeVersion>
    {
        public void Configure(EntityTypeBuilder<ProgrammeVersion> builder)
        {
            builder.ToTable("programme_versions");
            builder.HasKey(v => new { v.Programme, v.Number });
            builder.Property(v => v.Programme).HasMaxLength(50);
            builder.Property(v => v.Number).ValueGeneratedNever();
            builder.HasOne<Programme>().WithMany().HasForeignKey(v => v.Programme).OnDelete(DeleteBehavior.Restrict);
            builder
                .Property(v => v.Definition)
                .HasColumnType("jsonb")
                .HasConversion(
                    programme => JsonSerializer.Serialize(programme, Json.Options),
                    json => JsonSerializer.Deserialize<Programme>(json, Json.Options)!
                );
        }
    }
}
