using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal enum CaseChangeKind
{
    Closed,
    Reopened,
    Assigned,
}

/// <summary>
/// A case was closed, reopened or given to a worker. What the case itself says of it is cleared when it is reopened; this stays.
/// </summary>
internal sealed class CaseChange
{
    private CaseChange() { }

    public Guid Id { get; private init; }
    public Guid CaseId { get; private init; }
    public CaseChangeKind Kind { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>The worker who did it.</summary>
    public Guid By { get; private init; }

    /// <summary>Of a closure.</summary>
    public ClosureReason? ClosureReason { get; private init; }

    /// <summary>Who got the case.</summary>
    public Guid? WorkerId { get; private init; }

    /// <summary>Why, in words; sealed.</summary>
    public byte[]? Text { get; private init; }

    public static CaseChange Of(
        Guid caseId,
        CaseChangeKind kind,
        ClosureReason? closure,
        string? text,
        Guid by,
        Envelope envelope,
        DateTimeOffset now,
        Guid? workerId = null
    )
    {
        var id = Guid.CreateVersion7(now);
        return new CaseChange
        {
            Id = id,
            CaseId = caseId,
            Kind = kind,
            At = now,
            By = by,
            ClosureReason = closure,
            WorkerId = workerId,
            Text = text is null ? null : envelope.Seal(text, id, nameof(Text)),
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<CaseChange>
    {
        public void Configure(EntityTypeBuilder<CaseChange> builder)
        {
            builder.ToTable("case_changes");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Text).IsSealed();
            builder.HasIndex(c => new { c.CaseId, c.Id });
            builder.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
