using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Places;

/// <summary>What a place was between two days. The row of the newest version is the database's copy of the <see cref="Place"/> (0005_places.sql).</summary>
internal sealed record PlaceVersion
{
    public required string Code { get; init; }

    /// <summary>From 1, in the order of time.</summary>
    public required int Number { get; init; }

    public required string? ParentCode { get; init; }
    public required PlaceKind Kind { get; init; }
    public required LocalizedText Name { get; init; }
    public string? Pcode { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }

    /// <summary>First day; null when not known.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day; null while it goes on.</summary>
    public DateOnly? ValidUntil { get; init; }

    public string? Note { get; init; }

    public bool IsOn(DateOnly day) => !(ValidFrom > day) && !(ValidUntil < day);

    internal sealed class Mapping : IEntityTypeConfiguration<PlaceVersion>
    {
        public void Configure(EntityTypeBuilder<PlaceVersion> builder)
        {
            builder.ToTable("place_versions");
            builder.HasKey(v => new { v.Code, v.Number });
            builder.Property(v => v.Code).HasMaxLength(20);
            builder.Property(v => v.Number).ValueGeneratedNever();
            builder.Property(v => v.ParentCode).HasMaxLength(20);
            builder.Property(v => v.Pcode).HasMaxLength(20);
            builder.Property(v => v.Note).HasMaxLength(500);
            builder.ComplexProperty(v => v.Name);
            builder.HasOne<Place>().WithMany().HasForeignKey(v => v.Code).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Place>().WithMany().HasForeignKey(v => v.ParentCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
