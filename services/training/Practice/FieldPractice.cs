using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Enrolments;

namespace SocialServices.Training.Practice;

/// <summary>A block of practice in the field beside a mentor; it counts once it is signed off.</summary>
internal sealed class FieldPractice
{
    public required Guid Id { get; init; }
    public required Guid EnrolmentId { get; init; }

    /// <summary>The worker who goes along, certified to train.</summary>
    public required Guid MentorId { get; init; }

    public required string Place { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }

    /// <summary>Days of practice within the block.</summary>
    public required int Days { get; init; }

    /// <summary>What was done, day by day (<see cref="PracticeDay"/>); sealed.</summary>
    public byte[]? Log { get; private set; }

    public DateTimeOffset? SignedOffAt { get; private set; }

    /// <returns>False, and nothing changes, when it has been signed off.</returns>
    public bool TryKeepLog(IReadOnlyList<PracticeDay> log, Envelope envelope)
    {
        if (SignedOffAt is not null)
        {
            return false;
        }

        Log = envelope.Seal(log, Id, nameof(Log));
        return true;
    }

    public IReadOnlyList<PracticeDay> Open(Envelope envelope) => Log is null ? [] : envelope.Open<List<PracticeDay>>(Log, Id, nameof(Log));

    public void SignOff(DateTimeOffset now) => SignedOffAt ??= now;

    /// <summary>Days that are signed off, by enrolment.</summary>
    public static Task<Dictionary<Guid, int>> DaysAsync(TrainingDb db, Guid courseId, CancellationToken cancellationToken) =>
        db
            .FieldPractices.Where(p => p.SignedOffAt != null)
            .Join(db.Enrolments.Where(e => e.CourseId == courseId), p => p.EnrolmentId, e => e.Id, (p, e) => p)
            .GroupBy(p => p.EnrolmentId)
            .Select(ofOne => new { ofOne.Key, Days = ofOne.Sum(p => p.Days) })
            .ToDictionaryAsync(ofOne => ofOne.Key, ofOne => ofOne.Days, cancellationToken);

    internal sealed class Mapping : IEntityTypeConfiguration<FieldPractice>
    {
        public void Configure(EntityTypeBuilder<FieldPractice> builder)
        {
            builder.ToTable("field_practices");
            builder.HasKey(p => p.Id);
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.Place).HasMaxLength(20);
            builder.Property(p => p.Log).IsSealed();
            builder.HasOne<Enrolment>().WithMany().HasForeignKey(p => p.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(p => p.EnrolmentId);
        }
    }
}
