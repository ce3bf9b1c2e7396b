using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Sites.Ledger;

/// <summary>One change of a site's capacity. Written once; all changes of a site add up to its numbers.</summary>
internal sealed class LedgerEntry
{
    public long Id { get; private init; }
    public required Guid SiteId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required LedgerKind Kind { get; init; }
    public required int DeltaTotal { get; init; }
    public required int DeltaHeld { get; init; }
    public required int DeltaTaken { get; init; }
    public string? ReservationKey { get; init; }

    /// <summary>Client id, or <c>service:registry</c> for what happens by itself.</summary>
    public required string Actor { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerEntry>
    {
        public void Configure(EntityTypeBuilder<LedgerEntry> builder)
        {
            builder.ToTable("ledger_entries");
            builder.HasKey(e => e.Id);
            builder.Property(e => e.Id).UseIdentityByDefaultColumn();
            builder.Property(e => e.ReservationKey).HasMaxLength(100);
            builder.Property(e => e.Actor).HasMaxLength(100);
            builder.HasIndex(e => new { e.SiteId, e.Id });
            builder.HasOne<Site>().WithMany().HasForeignKey(e => e.SiteId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
