using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal enum ClosureReason
{
    GoalsMet,
    MovedAway,
    LostContact,
    DeclinedByUser,
    Transferred,
    Deceased,
    Other,
}

/// <summary>How a person in need became known (source of identification).</summary>
internal enum CaseSource
{
    Self,
    Family,
    Community,
    SocialWorker,
    Health,
    Education,
    Police,
    Court,
    Ngo,
    Other,
}

/// <summary>The work of one organization with one service user, from opening to closure.</summary>
internal sealed class Case : IVersioned
{
    private Case() { }

    public Guid Id { get; private init; }

    /// <summary>C-2026-000123; the database counts in the year of opening.</summary>
    public string Number { get; private init; } = "";

    public Guid ServiceUserId { get; private init; }

    /// <summary>Code of the organization that manages the case.</summary>
    public string Organization { get; private init; } = "";

    /// <summary>Who manages it; null while nobody has taken it.</summary>
    public Guid? WorkerId { get; private set; }

    /// <summary>How the person became known; null when nobody said.</summary>
    public CaseSource? Source { get; private init; }

    /// <summary>The case of another organization that this one goes on with; null for a new one.</summary>
    public Guid? Continues { get; private init; }

    public DateTimeOffset OpenedAt { get; private init; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public ClosureReason? ClosureReason { get; private set; }

    /// <summary>Sealed.</summary>
    public byte[]? ClosureNote { get; private set; }

    /// <summary>How often it was reopened. The person counts once all the same.</summary>
    public int Reopenings { get; private set; }

    public uint Version { get; private init; }

    public static Case Open(
        Guid serviceUserId,
        string organization,
        Guid? workerId,
        CaseSource? source,
        DateTimeOffset now,
        Guid? continues = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ServiceUserId = serviceUserId,
            Organization = organization,
            WorkerId = workerId,
            Source = source,
            Continues = continues,
            OpenedAt = now,
        };

    public void AssignTo(Guid workerId) => WorkerId = workerId;

    /// <returns>False, and nothing changes, when it is closed already.</returns>
    public bool TryClose(ClosureReason reason, string? note, Envelope envelope, DateTimeOffset now)
    {
        if (ClosedAt is not null)
        {
            return false;
        }

        (ClosedAt, ClosureReason, ClosureNote) = (now, reason, note is null ? null : envelope.Seal(note, Id, nameof(ClosureNote)));
        return true;
    }

    /// <returns>False, and nothing changes, when it is open.</returns>
    public bool TryReopen()
    {
        if (ClosedAt is null)
        {
            return false;
        }

        (ClosedAt, ClosureReason, ClosureNote, Reopenings) = (null, null, null, Reopenings + 1);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Case>
    {
        public void Configure(EntityTypeBuilder<Case> builder)
        {
            builder.ToTable("cases");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Number).HasMaxLength(20).IsGivenByDatabase();
            builder.Property(c => c.Organization).HasMaxLength(50);
            builder.Property(c => c.ClosureNote).IsSealed();
            builder.Property(c => c.Version).IsRowVersion();
            builder.HasIndex(c => c.Number).IsUnique();
            builder.HasIndex(c => new { c.Organization, c.Id });
            builder.HasIndex(c => new { c.WorkerId, c.Id });
            builder.HasOne<Case>().WithMany().HasForeignKey(c => c.Continues).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<ServiceUser>().WithMany().HasForeignKey(c => c.ServiceUserId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
