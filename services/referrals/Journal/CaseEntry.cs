using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Journal;

internal enum EntryKind
{
    Note,
    ContactAttempt,
    HomeVisit,
    FollowUp,
}

/// <summary>Who of those who know a case reads an entry.</summary>
internal enum Confidentiality
{
    /// <summary>All of them.</summary>
    Team,

    /// <summary>Its author and the supervisors.</summary>
    Supervisor,
}

internal enum ContactChannel
{
    Phone,
    Message,
    Visit,
    Letter,
    ThroughOthers,
}

/// <summary>What was written down or is to be done in a case: a note, a contact attempt, a home visit, a follow-up.</summary>
internal sealed class CaseEntry : IVersioned
{
    private CaseEntry() { }

    public Guid Id { get; private init; }
    public Guid CaseId { get; private init; }
    public EntryKind Kind { get; private init; }
    public Confidentiality Confidentiality { get; private init; }

    /// <summary>The worker who wrote it.</summary>
    public Guid By { get; private init; }
    public DateTimeOffset WrittenAt { get; private init; }

    /// <summary>When it happened; null for what is to be done.</summary>
    public DateTimeOffset? HappenedAt { get; private set; }

    /// <summary>Of a contact attempt.</summary>
    public ContactChannel? Channel { get; private init; }

    /// <summary>Of a contact attempt: the person was reached.</summary>
    public bool? Reached { get; private init; }

    /// <summary>The day by which a visit or follow-up is to be done; null for what has happened.</summary>
    public DateOnly? Due { get; private init; }

    /// <summary>Sealed.</summary>
    public byte[] Text { get; private init; } = [];

    /// <summary>What came of what was to be done; sealed.</summary>
    public byte[]? Outcome { get; private set; }

    public uint Version { get; private init; }

    public static CaseEntry Write(Guid caseId, WriteEntry.Request entry, CareDesk desk)
    {
        var id = Guid.CreateVersion7(desk.Now);
        return new CaseEntry
        {
            Id = id,
            CaseId = caseId,
            Kind = entry.Kind,
            Confidentiality = entry.Confidentiality,
            By = desk.Me,
            WrittenAt = desk.Now,
            HappenedAt = entry.Due is null ? entry.HappenedAt ?? desk.Now : null,
            Channel = entry.Channel,
            Reached = entry.Reached,
            Due = entry.Due,
            Text = desk.Seal(entry.Text, id, nameof(Text)),
        };
    }

    /// <returns>False, and nothing changes, when it has happened already.</returns>
    public bool TryFinish(byte[] outcome, DateTimeOffset happenedAt)
    {
        if (HappenedAt is not null)
        {
            return false;
        }

        (Outcome, HappenedAt) = (outcome, happenedAt);
        return true;
    }

    /// <summary>What a worker who may know of the case reads of it.</summary>
    public static Expression<Func<CaseEntry, bool>> IsFor(Guid worker, bool supervises) =>
        entry => entry.Confidentiality == Confidentiality.Team || supervises || entry.By == worker;

    internal sealed class Mapping : IEntityTypeConfiguration<CaseEntry>
    {
        public void Configure(EntityTypeBuilder<CaseEntry> builder)
        {
            builder.ToTable("case_entries");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Text).IsSealed();
            builder.Property(e => e.Outcome).IsSealed();
            builder.Property(e => e.Version).IsRowVersion();
            builder.HasIndex(e => new { e.CaseId, e.Id });
            builder.HasOne<Case>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
