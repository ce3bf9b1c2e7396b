using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Enrolments;

/// <summary>Somebody takes part in a course, or waits for a seat. Holds the worker's id and demographics; the name is sealed.</summary>
internal sealed class Enrolment
{
    public required Guid Id { get; init; }
    public required Guid CourseId { get; init; }

    /// <summary>Null for somebody who walked in and is not matched to a worker yet.</summary>
    public Guid? WorkerId { get; private set; }

    /// <summary>Code of the organization that sent the worker; of a provisional participant, the organizer.</summary>
    public required string Organization { get; set; }

    public required string Sex { get; set; }
    public required string AgeBand { get; set; }
    public bool? Disability { get; set; }
    public required string Place { get; set; }
    public required DateTimeOffset EnrolledAt { get; init; }
    public EnrolmentState State { get; private set; }

    /// <summary>The order of those who wait.</summary>
    public int? WaitingNumber { get; private set; }

    /// <summary>Sessions before this day are not counted for the participant; null when all count.</summary>
    public DateOnly? CountsFrom { get; init; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>The day on which the attendance threshold could no longer be reached.</summary>
    public DateOnly? OutOfReachSince { get; private set; }

    /// <summary>As it is printed on a certificate; sealed.</summary>
    public byte[]? Name { get; set; }

    /// <summary>Percent; null when not taken.</summary>
    public int? PreTest { get; private set; }

    public int? PostTest { get; private set; }

    /// <summary>Were all requirements met? Null until the course is completed.</summary>
    public bool? Completed { get; private set; }

    public static Enrolment Of(Course course, Worker? worker, string name, DateOnly? countsFrom, Envelope envelope, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var enrolment = new Enrolment
        {
            Id = id,
            CourseId = course.Id,
            Organization = course.Organizer,
            Sex = "unknown",
            AgeBand = "unknown",
            Place = course.Place,
            EnrolledAt = now,
            CountsFrom = countsFrom,
            Name = name is "" ? null : envelope.Seal(name, id, nameof(Name)),
            State = EnrolmentState.Enrolled,
        };
        if (worker is not null)
        {
            enrolment.Match(worker);
        }

        return enrolment;
    }

    /// <summary>Says which worker it is.</summary>
    public void Match(Worker worker)
    {
        (WorkerId, Organization, Sex) = (Guid.Parse(worker.WorkerId), worker.Organization, worker.Sex);
        (AgeBand, Place) = (worker.AgeBand, worker.Place);
        Disability = worker.Disability || worker.DisabilityAsked ? worker.Disability : null;
    }

    public void Wait(int number) => (State, WaitingNumber) = (EnrolmentState.Waiting, number);

    public void MoveUp() => (State, WaitingNumber) = (EnrolmentState.Enrolled, null);

    public void Withdraw(DateTimeOffset now) => (State, WithdrawnAt, WaitingNumber) = (EnrolmentState.Withdrawn, now, null);

    /// <summary>Whether these results would change or remove one that is recorded.</summary>
    public bool WouldCorrect(int? preTest, int? postTest) =>
        (PreTest is not null && PreTest != preTest) || (PostTest is not null && PostTest != postTest);

    public void RecordTests(int? preTest, int? postTest) => (PreTest, PostTest) = (preTest, postTest);

    public void Assess(bool completed) => Completed = completed;

    /// <returns>True when the threshold has just gone out of reach.</returns>
    public bool NoteReach(bool reachable, DateOnly today)
    {
        var lost = !reachable && OutOfReachSince is null;
        OutOfReachSince = reachable ? null : OutOfReachSince ?? today;
        return lost;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Enrolment>
    {
        public void Configure(EntityTypeBuilder<Enrolment> builder)
        {
            builder.ToTable("enrolments");
            builder.HasKey(e => e.Id);
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Organization).HasMaxLength(Codes.MaxLength);
            builder.Property(e => e.Sex).HasMaxLength(20);
            builder.Property(e => e.AgeBand).HasMaxLength(20);
            builder.Property(e => e.Place).HasMaxLength(20);
            builder.Property(e => e.State).HasMaxLength(20);
            builder.Property(e => e.Name).IsSealed();
            builder.HasOne<Course>().WithMany().HasForeignKey(e => e.CourseId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(e => new { e.CourseId, e.WorkerId }).IsUnique().HasFilter("state <> 'withdrawn'");
            builder.HasIndex(e => e.WorkerId);
        }
    }
}
