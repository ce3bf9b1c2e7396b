using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

/// <summary>
/// A worker who is not on a case's team looks into it in an emergency. It ends by itself and is not prolonged in silence.
/// </summary>
internal sealed class BrokenGlass
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(3);

    private BrokenGlass() { }

    public Guid Id { get; private init; }
    public Guid CaseId { get; private init; }
    public Guid WorkerId { get; private init; }
    public DateTimeOffset At { get; private init; }
    public DateTimeOffset EndsAt { get; private init; }

    /// <summary>Sealed.</summary>
    public byte[] Reason { get; private init; } = [];

    public static BrokenGlass Of(Guid caseId, Guid workerId, string reason, Envelope envelope, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new BrokenGlass
        {
            Id = id,
            CaseId = caseId,
            WorkerId = workerId,
            At = now,
            EndsAt = now + Lasts,
            Reason = envelope.Seal(reason, id, nameof(Reason)),
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<BrokenGlass>
    {
        public void Configure(EntityTypeBuilder<BrokenGlass> builder)
        {
            builder.ToTable("broken_glass");
            builder.Property(g => g.Id).ValueGeneratedNever();
            builder.Property(g => g.Reason).IsSealed();
            builder.HasIndex(g => new { g.CaseId, g.WorkerId });
            builder.HasIndex(g => new { g.WorkerId, g.EndsAt });
            builder.HasOne<Case>().WithMany().HasForeignKey(g => g.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
