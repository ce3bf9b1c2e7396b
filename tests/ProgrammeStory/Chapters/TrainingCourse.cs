using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>The Strong Families training, from the plan to the certificates.</summary>
internal static class TrainingCourse
{
    public static async Task TellAsync(
        Agencies agencies,
        IReadOnlyDictionary<Participant, Worker> workers,
        IReadOnlyList<Worker> trainers,
        CancellationToken cancellationToken
    )
    {
        var plan = StrongFamilies.Course([.. trainers.Select(trainer => trainer.Id)]);
        Telling.Chapter($"Strong Families training, Ashgabat, {plan.StartsOn:d MMMM} to {plan.EndsOn:d MMMM yyyy}");
        var office = agencies.Programme;
        var course =
            await office.FindCourseAsync(plan.Code, cancellationToken) ?? await office.ScheduleCourseAsync(plan, cancellationToken);
        if (course.State is not "completed")
        {
            await PlanSessionsAsync(office, course, cancellationToken);
            await EnrolAsync(office, course, workers.Values, cancellationToken);
            await HoldAsync(office, course, workers, cancellationToken);
            await office.CompleteAsync(course, cancellationToken);
        }
        else
        {
            Telling.Line(course.Code, "completed before");
        }

        await TellCertificatesAsync(office, course, cancellationToken);
    }

    private static async Task PlanSessionsAsync(Agency office, Course course, CancellationToken cancellationToken)
    {
        var planned = (await office.SessionsAsync(course, cancellationToken)).Select(session => session.Number).ToHashSet();
        foreach (var session in StrongFamilies.Sessions.Where(session => !planned.Contains(session.Number)))
        {
            await office.PlanSessionAsync(course, session, cancellationToken);
        }

        Telling.Count("Training days", StrongFamilies.Sessions.Count, StrongFamilies.Sessions.Count - planned.Count);
    }

    private static async Task EnrolAsync(Agency office, Course course, IEnumerable<Worker> workers, CancellationToken cancellationToken)
    {
        var enrolled = (await office.EnrolmentsAsync(course, cancellationToken)).Select(enrolment => enrolment.WorkerId).ToHashSet();
        var missing = workers.Where(worker => !enrolled.Contains(worker.Id)).ToList();
        foreach (var worker in missing)
        {
            await office.EnrolAsync(course, worker, cancellationToken);
        }

        Telling.Count("Participants", enrolled.Count + missing.Count, missing.Count);
    }

    /// <summary>Attendance and tests may be recorded again until the course is completed: an interrupted run starts this part anew.</summary>
    private static async Task HoldAsync(
        Agency office,
        Course course,
        IReadOnlyDictionary<Participant, Worker> workers,
        CancellationToken cancellationToken
    )
    {
        foreach (var session in StrongFamilies.Sessions)
        {
            var present = workers.Where(pair => pair.Key.Missed != session.Number).Select(pair => pair.Value.Id);
            await office.RecordAttendanceAsync(course, session.Number, present, cancellationToken);
        }

        var participants = workers.ToDictionary(pair => pair.Value.Id, pair => pair.Key);
        foreach (var enrolment in await office.EnrolmentsAsync(course, cancellationToken))
        {
            var participant = participants[enrolment.WorkerId];
            await office.RecordTestsAsync(course, enrolment, participant.PreTest, participant.PostTest, cancellationToken);
        }

        Telling.Line("Attendance and tests", "recorded");
    }

    private static async Task TellCertificatesAsync(Agency office, Course course, CancellationToken cancellationToken)
    {
        var enrolments = await office.EnrolmentsAsync(course, cancellationToken);
        var passed = enrolments.Where(enrolment => enrolment.Completed is true).ToList();
        var providers = passed.Select(enrolment => enrolment.Organization).Distinct().Count();
        if (passed.Count != StrongFamilies.People || providers != StrongFamilies.ProvidersCount)
        {
            throw new StoryException(
                $"{StrongFamilies.People} people from {StrongFamilies.ProvidersCount} providers should have passed, not {passed.Count} from {providers}."
            );
        }

        var certificates = new List<Certificate>();
        foreach (var enrolment in passed)
        {
            certificates.AddRange(
                (await office.CertificatesAsync(enrolment.WorkerId, cancellationToken)).Where(certificate =>
                    certificate.CourseId == course.Id && certificate.Valid
                )
            );
        }

        if (certificates.Count != StrongFamilies.People)
        {
            throw new StoryException($"{StrongFamilies.People} valid certificates were expected, not {certificates.Count}.");
        }

        var numbers = certificates.Select(certificate => certificate.Number).Order(StringComparer.Ordinal).ToList();
        Telling.Line(
            "Certificates",
            $"{numbers.Count, 4}   {numbers[0]} to {numbers[^1]}, signed by {string.Join(" and ", certificates[0].Issuers)}"
        );
    }
}
