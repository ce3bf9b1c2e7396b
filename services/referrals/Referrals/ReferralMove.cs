using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

/// <summary>Why a move was made.</summary>
/// <param name="Code">Coded, where the move asks for it.</param>
/// <param name="Text">In the words of who made it; sealed when it is stored.</param>
internal sealed record MoveReason(EndReason? Code, string? Text)
{
    public SealedReason Seal(Envelope envelope, DateTimeOffset now)
    {
        var moveId = Guid.CreateVersion7(now);
        return new SealedReason(moveId, Code, Text is null ? null : envelope.Seal(Text, moveId, nameof(ReferralMove.Text)));
    }
}

/// <param name="MoveId">The move that it is sealed for.</param>
internal sealed record SealedReason(Guid MoveId, EndReason? Code, byte[]? Text);

/// <summary>One step in a referral's history.</summary>
internal sealed class ReferralMove
{
    private ReferralMove() { }

    public Guid Id { get; private init; }
    public Guid ReferralId { get; private init; }
    public int Step { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Code of the organization that made the move.</summary>
    public string Organization { get; private init; } = "";

    /// <summary>Somebody without an account made it in the organization's name, by a key that the requester had sent.</summary>
    public bool ByLink { get; private init; }

    public ReferralStatus? From { get; private init; }
    public ReferralStatus To { get; private init; }
    public EndReason? ReasonCode { get; private init; }

    /// <summary>Reason or outcome in words, sealed.</summary>
    public byte[]? Text { get; private set; }

    public static ReferralMove Of(
        ReferralStatus to,
        Referral referral,
        ReferralStatus? from,
        string organization,
        SealedReason? reason,
        DateTimeOffset now,
        bool byLink = false
    ) =>
        new()
        {
            Id = reason?.MoveId ?? Guid.CreateVersion7(now),
            ReferralId = referral.Id,
            Step = referral.Step,
            At = now,
            Organization = organization,
            ByLink = byLink,
            From = from,
            To = to,
            ReasonCode = reason?.Code,
            Text = reason?.Text,
        };

    public void EraseText() => Text = null;

    internal sealed class Mapping : IEntityTypeConfiguration<ReferralMove>
    {
        public void Configure(EntityTypeBuilder<ReferralMove> builder)
        {
            builder.ToTable("referral_moves");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.From).HasColumnName("from_status");
            builder.Property(m => m.To).HasColumnName("to_status");
            builder.Property(m => m.Organization).HasMaxLength(50);
            builder.Property(m => m.Text).IsSealed();
            builder.HasIndex(m => new { m.ReferralId, m.Step }).IsUnique();
        }
    }
}
