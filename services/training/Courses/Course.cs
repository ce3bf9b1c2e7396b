using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Courses;

/// <summary>A programme, or a part of it, taught to a group on certain days.</summary>
internal sealed class Course
{
    public required Guid Id { get; init; }
    public required string Programme { get; init; }

    /// <summary>The organizer's own number; unique.</summary>
    public required string Code { get; init; }

    public required string Organizer { get; init; }
    public required string[] Funders { get; init; }
    public required string Place { get; init; }
    public required CourseMode Mode { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required int Capacity { get; init; }

    /// <summary>Ids of the workers who train, where they are known.</summary>
    public required Guid[] Trainers { get; init; }

    public int Enrolled { get; private set; }
    public CourseState State { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public uint Version { get; private init; }

    public bool Includes(DateOnly day) => StartsOn <= day && day <= EndsOn;

    /// <returns>False, and nothing changes, when every place is taken.</returns>
    public bool TryTakePlace()
    {
        if (Enrolled >= Capacity)
        {
            return false;
        }

        Enrolled++;
        return true;
    }

    /// <summary>The first attendance was recorded.</summary>
    public void Begin() => State = State is CourseState.Planned ? CourseState.Running : State;

    public void Complete(DateTimeOffset now) => (State, CompletedAt) = (CourseState.Completed, now);

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
            builder.Property(c => c.Mode).HasConversion<string>().HasMaxLength(20);
            builder.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(c => c.Version).IsRowVersion();
            builder.HasOne<Programme>().WithMany().HasForeignKey(c => c.Programme).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(c => c.Code).IsUnique();
            builder.HasIndex(c => c.Organizer);
        }
    }
}
