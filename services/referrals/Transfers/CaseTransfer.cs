using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Transfers;

internal enum TransferStatus
{
    Offered,
    Accepted,
    Declined,
    TakenBack,
}

/// <summary>An organization asks another one to go on with a case. The case changes hands only when the other accepts.</summary>
internal sealed class CaseTransfer : IVersioned
{
    internal const string OneOffer = "ix_case_transfers_case_id";

    private CaseTransfer() { }

    public Guid Id { get; private init; }
    public Guid CaseId { get; private init; }

    /// <summary>Code of the organization that gives the case.</summary>
    public string Giver { get; private init; } = "";

    /// <summary>Code of the organization that is asked.</summary>
    public string Taker { get; private init; } = "";

    /// <summary>It names the taker and case management.</summary>
    public Guid ConsentId { get; private init; }
    public TransferStatus Status { get; private set; }
    public DateTimeOffset OfferedAt { get; private init; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Why, and what the taker must know; sealed.</summary>
    public byte[] Summary { get; private init; } = [];

    /// <summary>Why not; sealed.</summary>
    public byte[]? Answer { get; private set; }

    /// <summary>The taker's case.</summary>
    public Guid? NewCaseId { get; private set; }

    public uint Version { get; private init; }

    public static CaseTransfer Offer(Case @case, string taker, Guid consentId, string summary, Envelope envelope, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new CaseTransfer
        {
            Id = id,
            CaseId = @case.Id,
            Giver = @case.Organization,
            Taker = taker,
            ConsentId = consentId,
            OfferedAt = now,
            Summary = envelope.Seal(summary, id, nameof(Summary)),
        };
    }

    /// <returns>False, and nothing changes, when it was answered before.</returns>
    public bool TryAnswer(TransferStatus status, byte[]? answer, Guid? newCaseId, DateTimeOffset now)
    {
        if (Status is not TransferStatus.Offered)
        {
            return false;
        }

        (Status, Answer, NewCaseId, AnsweredAt) = (status, answer, newCaseId, now);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<CaseTransfer>
    {
        public void Configure(EntityTypeBuilder<CaseTransfer> builder)
        {
            builder.ToTable("case_transfers");
            builder.Property(t => t.Id).ValueGeneratedNever();
            builder.Property(t => t.Giver).HasMaxLength(50);
            builder.Property(t => t.Taker).HasMaxLength(50);
            builder.Property(t => t.Summary).IsSealed();
            builder.Property(t => t.Answer).IsSealed();
            builder.Property(t => t.Version).IsRowVersion();
            builder.HasIndex(t => t.CaseId).IsUnique().HasFilter("status = 'offered'");
            builder.HasIndex(t => new { t.Taker, t.Id });
            builder.HasOne<Case>().WithMany().HasForeignKey(t => t.CaseId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Case>().WithMany().HasForeignKey(t => t.NewCaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
