using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Sites;

/// <summary>Since when a site has had a status. A trigger writes it (0007_sites.sql).</summary>
internal sealed class SiteStatusPeriod
{
    public long Id { get; private init; }
    public Guid SiteId { get; private init; }
    public DateTimeOffset Since { get; private init; }
    public SiteStatus Status { get; private init; }
    public string? Reason { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SiteStatusPeriod>
    {
        public void Configure(EntityTypeBuilder<SiteStatusPeriod> builder)
        {
            builder.ToTable("site_statuses");
            builder.HasKey(p => p.Id);
            builder.Property(p => p.Reason).HasMaxLength(ChangeSiteStatus.MaxReasonLength);
            builder.HasIndex(p => new { p.SiteId, p.Id });
            builder.HasOne<Site>().WithMany().HasForeignKey(p => p.SiteId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
