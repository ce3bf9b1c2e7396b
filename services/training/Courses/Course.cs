using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.Training.Programmes;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Courses;

/// <summary>A programme, or a part of it, taught to a group on certain days.</summary>
internal sealed class Course : IVersioned
{
    public required Guid Id { get; init; }
    public required string Programme { get; init; }

    /// <summary>The version of the programme that it keeps to.</summary>
    public required int ProgrammeVersion { get; init; }

    /// <summary>The organizer's own number; unique.</summary>
    public required string Code { get; init; }

    public required string Organizer { get; init; }
    public required string[] Funders { get; set; }
    public required string Place { get; set; }
    public required CourseMode Mode { get; set; }

    /// <summary>Where it is joined online; null when nobody does, or not known.</summary>
    public string? Link { get; set; }

    public required DateOnly StartsOn { get; set; }
    public required DateOnly EndsOn { get; set; }
    public required int Capacity { get; set; }

    /// <summary>Ids of the workers who train. Checked for the programme's trainer competence.</summary>
    public required Guid[] Trainers { get; set; }

    /// <summary>Participants who have a seat; not those who wait.</summary>
    public int Enrolled { get; private set; }

    public CourseState State { get; private set; }

    /// <summary>Rises with every change that calendars show.</summary>
    public int Revision { get; set; }

    public DateTimeOffset? CompletedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public uint Version { get; private init; }

    public int Free => Math.Max(0, Capacity - Enrolled);

    public bool Includes(DateOnly day) => StartsOn <= day && day <= EndsOn;

    /// <returns>False, and nothing changes, when every seat is taken.</returns>
    public bool TryTakeSeat()
    {
        if (Enrolled >= Capacity)
        {
            return false;
        }

        Enrolled++;
        return true;
    }

    public void GiveSeatBack() => Enrolled--;

    /// <summary>The first attendance was recorded.</summary>
    public void Begin() => State = State is CourseState.Planned ? CourseState.Running : State;

    public void Complete(DateTimeOffset now) => (State, CompletedAt) = (CourseState.Completed, now);

    public void Cancel(DateTimeOffset now) => (State, CancelledAt, Revision) = (CourseState.Cancelled, now, Revision + 1);

    internal sealed class Mapping : IEntityTypeConfiguration<Course>
    {
        public void Configure(EntityTypeBuilder<Course> builder)
        {
            builder.ToTable("courses");
            builder.HasKey(c => c.Id);
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Code).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.Organizer).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.Place).HasMaxLength(20);
            builder.Property(c => c.Link).HasMaxLength(Codes.MaxLink);
            builder.Property(c => c.Mode).HasMaxLength(20);
            builder.Property(c => c.State).HasMaxLength(20);
            builder.Property(c => c.Version).IsRowVersion();
            builder.HasOne<Programmes.Programme>().WithMany().HasForeignKey(c => c.Programme).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(c => c.Code).IsUnique();
            builder.HasIndex(c => c.Organizer);
        }
    }
}
