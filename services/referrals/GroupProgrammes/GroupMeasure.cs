using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.GroupProgrammes;

/// <summary>What an instrument said of a member in one of the programme's weeks.</summary>
internal sealed class GroupMeasure
{
    internal const string Once = "ix_group_measures_member_id_measure_week";

    private GroupMeasure() { }

    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }

    /// <summary>Code of the measure in the programme.</summary>
    public string Measure { get; private init; } = "";
    public int Week { get; private init; }
    public int InstrumentVersion { get; private init; }
    public DateTimeOffset TakenAt { get; private init; }

    /// <summary>Answers and score, sealed.</summary>
    public byte[] Content { get; private init; } = [];

    /// <param name="Answers">By question.</param>
    /// <param name="Score">Of the compared scale; null with too few answers.</param>
    internal sealed record Taken(Dictionary<string, string> Answers, int? Score);

    public static GroupMeasure Of(Guid memberId, string measure, int week, int version, Taken taken, CareDesk desk)
    {
        var id = Guid.CreateVersion7(desk.Now);
        return new GroupMeasure
        {
            Id = id,
            MemberId = memberId,
            Measure = measure,
            Week = week,
            InstrumentVersion = version,
            TakenAt = desk.Now,
            Content = desk.Seal(taken, id, nameof(Content)),
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<GroupMeasure>
    {
        public void Configure(EntityTypeBuilder<GroupMeasure> builder)
        {
            builder.ToTable("group_measures");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Measure).HasMaxLength(50);
            builder.Property(m => m.Content).IsSealed();
            builder
                .HasIndex(m => new
                {
                    m.MemberId,
                    m.Measure,
                    m.Week,
                })
                .IsUnique();
            builder.HasOne<GroupMember>().WithMany().HasForeignKey(m => m.MemberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Measures of a cycle's week were reminded of.</summary>
internal sealed class GroupReminder
{
    public required Guid CycleId { get; init; }
    public required int Week { get; init; }
    public required DateTimeOffset At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<GroupReminder>
    {
        public void Configure(EntityTypeBuilder<GroupReminder> builder)
        {
            builder.ToTable("group_reminders");
            builder.HasKey(r => new { r.CycleId, r.Week });
            builder.HasOne<GroupCycle>().WithMany().HasForeignKey(r => r.CycleId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
