using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Sites.Ledger;

/// <summary>Capacity of a site for one person, reserved under a key that the caller chose. Changes only while the site's row is locked.</summary>
internal sealed class CapacityReservation
{
    public const int MaxKeyLength = 100;

    /// <summary>The id of the referral it is for.</summary>
    public required string Key { get; init; }

    public required Guid SiteId { get; init; }
    public required ReservationState State { get; set; }

    /// <summary>Until when a hold lasts that is not confirmed.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public bool IsOverdue(DateTimeOffset now) => State is ReservationState.Held && ExpiresAt <= now;

    internal sealed class Mapping : IEntityTypeConfiguration<CapacityReservation>
    {
        public void Configure(EntityTypeBuilder<CapacityReservation> builder)
        {
            builder.ToTable("capacity_reservations");
            builder.HasKey(r => r.Key);
            builder.Property(r => r.Key).HasMaxLength(MaxKeyLength);
            builder.HasIndex(r => new { r.SiteId, r.ExpiresAt }, "ix_capacity_reservations_held").HasFilter("state = 'held'");
            builder.HasOne<Site>().WithMany().HasForeignKey(r => r.SiteId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
