using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Referrals.GroupProgrammes;

/// <summary>One run of a group programme: its sessions, the families that take part, and two certified facilitators.</summary>
internal sealed class GroupCycle : IVersioned
{
    private readonly List<GroupSession> sessions = [];
    private readonly List<GroupMember> members = [];

    private GroupCycle() { }

    public Guid Id { get; private init; }
    public string Programme { get; private init; } = "";
    public string Organization { get; private init; } = "";

    /// <summary>Code of the etrap or city.</summary>
    public string Place { get; private init; } = "";
    public IReadOnlyList<Guid> Facilitators { get; private init; } = [];
    public DateTimeOffset? CompletedAt { get; private set; }
    public uint Version { get; private init; }
    public IReadOnlyList<GroupSession> Sessions => sessions;
    public IReadOnlyList<GroupMember> Members => members;

    /// <summary>Measures are counted from the first session on.</summary>
    public DateOnly StartsOn => sessions.Min(session => session.Day);

    public static GroupCycle Plan(string organization, PlanCycle.Request plan, DateTimeOffset now)
    {
        var cycle = new GroupCycle
        {
            Id = Guid.CreateVersion7(now),
            Programme = plan.Programme,
            Organization = organization,
            Place = plan.Place,
            Facilitators = [.. plan.Facilitators],
        };
        cycle.sessions.AddRange(plan.Sessions.Order().Index().Select(day => GroupSession.Of(cycle.Id, day.Index + 1, day.Item, now)));
        return cycle;
    }

    public GroupMember Add(Guid caseId, int family, MemberRole role, DateTimeOffset now)
    {
        var member = GroupMember.Of(Id, caseId, family, role, now);
        members.Add(member);
        return member;
    }

    /// <returns>False, and nothing changes, when it was completed before.</returns>
    public bool TryComplete(DateTimeOffset now)
    {
        if (CompletedAt is not null)
        {
            return false;
        }

        CompletedAt = now;
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<GroupCycle>
    {
        public void Configure(EntityTypeBuilder<GroupCycle> builder)
        {
            builder.ToTable("group_cycles");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Programme).HasMaxLength(50);
            builder.Property(c => c.Organization).HasMaxLength(50);
            builder.Property(c => c.Place).HasMaxLength(20);
            builder.Property(c => c.Facilitators).HasColumnType("uuid[]");
            builder.Property(c => c.Version).IsRowVersion();
            builder.Ignore(c => c.StartsOn);
            builder.HasIndex(c => new { c.Organization, c.Id });
            builder.HasMany(c => c.Sessions).WithOne().HasForeignKey(s => s.CycleId);
            builder.HasMany(c => c.Members).WithOne().HasForeignKey(m => m.CycleId);
            builder.HasOne<GroupProgramme>().WithMany().HasForeignKey(c => c.Programme).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A session of a cycle.</summary>
internal sealed class GroupSession
{
    private GroupSession() { }

    public Guid Id { get; private init; }
    public Guid CycleId { get; private init; }

    /// <summary>From 1.</summary>
    public int Number { get; private init; }
    public DateOnly Day { get; private init; }

    /// <summary>When attendance was recorded; null while it was not held.</summary>
    public DateTimeOffset? RecordedAt { get; set; }

    public static GroupSession Of(Guid cycleId, int number, DateOnly day, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            CycleId = cycleId,
            Number = number,
            Day = day,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<GroupSession>
    {
        public void Configure(EntityTypeBuilder<GroupSession> builder)
        {
            builder.ToTable("group_sessions");
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.HasIndex(s => new { s.CycleId, s.Number }).IsUnique();
        }
    }
}

/// <summary>A caregiver or child who takes part, by the case.</summary>
internal sealed class GroupMember
{
    internal const string Once = "ix_group_members_cycle_id_case_id";

    private GroupMember() { }

    public Guid Id { get; private init; }
    public Guid CycleId { get; private init; }
    public Guid CaseId { get; private init; }

    /// <summary>Number of the family in the cycle, from 1.</summary>
    public int Family { get; private init; }
    public MemberRole Role { get; private init; }

    /// <summary>Numbers of the sessions that the member attended, or made up.</summary>
    public IReadOnlyList<int> Attended { get; private set; } = [];

    /// <summary>Of those, the ones that were made up on another day.</summary>
    public IReadOnlyList<int> MadeUp { get; private set; } = [];

    public static GroupMember Of(Guid cycleId, Guid caseId, int family, MemberRole role, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            CycleId = cycleId,
            CaseId = caseId,
            Family = family,
            Role = role,
        };

    public void Attend(int session, bool present, bool madeUp)
    {
        Attended = [.. Attended.Where(number => number != session).Concat(present || madeUp ? [session] : []).Order()];
        MadeUp = [.. MadeUp.Where(number => number != session).Concat(madeUp ? [session] : []).Order()];
    }

    internal sealed class Mapping : IEntityTypeConfiguration<GroupMember>
    {
        public void Configure(EntityTypeBuilder<GroupMember> builder)
        {
            builder.ToTable("group_members");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Attended).HasColumnType("integer[]");
            builder.Property(m => m.MadeUp).HasColumnType("integer[]");
            builder.HasIndex(m => new { m.CycleId, m.CaseId }).IsUnique();
            builder.HasOne<Case>().WithMany().HasForeignKey(m => m.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
