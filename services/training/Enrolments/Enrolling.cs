using SocialServices.Contracts.Registry.V1;
using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Enrolments;

/// <summary>The rules of enrolment, for one worker or for a roster. The course is locked.</summary>
internal sealed class Enrolling(TrainingDb db, Envelope envelope, TimeProvider clock)
{
    /// <summary>The same answer for a worker who does not exist and for one of somebody else.</summary>
    public const string NotYours = "Your organization has no such worker.";

    /// <summary>Why these workers cannot enrol, by worker; those who can are not in it.</summary>
    public async Task<Dictionary<Guid, string>> FindRefusedAsync(
        Course course,
        Programme programme,
        IReadOnlyCollection<Guid> workers,
        CancellationToken cancellationToken
    )
    {
        var refused = workers.Where(course.Trainers.Contains).ToDictionary(worker => worker, _ => "Trains this course.");
        var enrolled = await db
            .Enrolments.Where(e => e.CourseId == course.Id && e.State != EnrolmentState.Withdrawn && workers.Contains(e.WorkerId!.Value))
            .Select(e => e.WorkerId!.Value)
            .ToListAsync(cancellationToken);
        foreach (var worker in enrolled)
        {
            refused[worker] = "Is enrolled already.";
        }

        if (programme.Prerequisites.Length > 0)
        {
            var held = (
                await db
                    .Certificates.AsNoTracking()
                    .Where(c => workers.Contains(c.WorkerId) && programme.Prerequisites.Contains(c.Competence))
                    .ToListAsync(cancellationToken)
            )
                .Where(c => c.IsValidOn(course.StartsOn))
                .ToLookup(c => c.WorkerId, c => c.Competence);
            foreach (var worker in workers)
            {
                if (programme.Prerequisites.Except(held[worker]).ToList() is { Count: > 0 } missing)
                {
                    refused.TryAdd(worker, $"Lacks {string.Join(", ", missing)} on the first day.");
                }
            }
        }

        return refused;
    }

    /// <summary>What the programme says about enrolling after the first session.</summary>
    public async Task<(ProblemHttpResult? Refusal, DateOnly? CountsFrom)> BeLateAsync(
        Course course,
        Programme programme,
        CancellationToken cancellationToken
    )
    {
        var today = clock.Today();
        var late = await db.Sessions.AnyAsync(
            s => s.CourseId == course.Id && s.CancelledAt == null && s.AttendanceTakenAt != null,
            cancellationToken
        );
        return !late
            ? (null, null)
            : programme.LateEnrolment switch
            {
                LateEnrolment.Refused => (
                    Problems.Conflict("course-has-begun", "The programme takes nobody after the first session."),
                    null
                ),
                LateEnrolment.Exempt => (null, today),
                _ => (null, null),
            };
    }

    /// <summary>Gives the worker a seat, or a place in the waiting list.</summary>
    public async Task<Enrolment> AddAsync(Course course, Worker worker, DateOnly? countsFrom, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var enrolment = Enrolment.Of(course, worker, worker.FullName, countsFrom, envelope, now);
        if (course.TryTakeSeat())
        {
            Tell(db, enrolment, now);
        }
        else
        {
            enrolment.Wait(await WaitingList.NextNumberAsync(db, course.Id, cancellationToken));
        }

        db.Add(enrolment);
        return enrolment;
    }

    public static void Tell(TrainingDb db, Enrolment enrolment, DateTimeOffset now) =>
        db.Publish(new ParticipantEnrolled(enrolment.Id, enrolment.CourseId, enrolment.WorkerId!.Value, enrolment.Organization));
}
