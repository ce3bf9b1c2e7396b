using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Places;

/// <summary>What an abolished place became (a part of).</summary>
internal sealed record PlaceSuccession
{
    public required string FromCode { get; init; }

    /// <summary>The first day without it; a place can be made anew and abolished again.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>A place that exists on that day.</summary>
    public required string ToCode { get; init; }

    public required SuccessionKind Kind { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PlaceSuccession>
    {
        public void Configure(EntityTypeBuilder<PlaceSuccession> builder)
        {
            builder.ToTable("place_successions");
            builder.HasKey(s => new
            {
                s.FromCode,
                s.Day,
                s.ToCode,
            });
            builder.Property(s => s.FromCode).HasMaxLength(20);
            builder.Property(s => s.ToCode).HasMaxLength(20);
            builder.HasOne<Place>().WithMany().HasForeignKey(s => s.FromCode).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Place>().WithMany().HasForeignKey(s => s.ToCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>How a place came to its end.</summary>
internal enum SuccessionKind
{
    /// <summary>It became part of one or more places that go on.</summary>
    Merged,

    /// <summary>Two or more places were made of it.</summary>
    Split,

    /// <summary>It goes on under another code.</summary>
    Renamed,
}
