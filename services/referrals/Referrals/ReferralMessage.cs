using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

/// <summary>What one side of a referral writes to the other.</summary>
internal sealed class ReferralMessage
{
    private ReferralMessage() { }

    public Guid Id { get; private init; }
    public Guid ReferralId { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Code of the organization that wrote it.</summary>
    public string Organization { get; private init; } = "";
    public Guid By { get; private init; }

    /// <summary>Sealed.</summary>
    public byte[] Text { get; private init; } = [];

    public static ReferralMessage Write(Guid referralId, string text, CareDesk desk)
    {
        var id = Guid.CreateVersion7(desk.Now);
        return new ReferralMessage
        {
            Id = id,
            ReferralId = referralId,
            At = desk.Now,
            Organization = desk.Organization,
            By = desk.Me,
            Text = desk.Seal(text, id, nameof(Text)),
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ReferralMessage>
    {
        public void Configure(EntityTypeBuilder<ReferralMessage> builder)
        {
            builder.ToTable("referral_messages");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Organization).HasMaxLength(50);
            builder.Property(m => m.Text).IsSealed();
            builder.HasIndex(m => new { m.ReferralId, m.Id });
            builder.HasOne<Referral>().WithMany().HasForeignKey(m => m.ReferralId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
