using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>Before anybody is trained, trainers are: no course runs without certified ones, and no certificate counts without every issuer's signature.</summary>
internal static class Trainers
{
    /// <returns>The workers who train the facilitators.</returns>
    public static async Task<IReadOnlyList<Worker>> TellAsync(Agencies agencies, CancellationToken cancellationToken)
    {
        var office = agencies.Programme;
        Telling.Chapter("Trainers of family programmes");
        foreach (var programme in (string[])[FamilyTrainers.Programme, StrongFamilies.Programme])
        {
            await office.DelegateSigningAsync(programme, "mlspp", "unodc", cancellationToken);
        }

        Telling.Line("Signing", "the ministry lets UNODC sign for it what UNODC's courses lead to");
        var expert = await RegisterAsync(office, FamilyTrainers.Expert, cancellationToken);
        var trainers = new List<Worker>();
        foreach (var trainer in FamilyTrainers.National)
        {
            trainers.Add(await RegisterAsync(office, trainer, cancellationToken));
        }

        var plan = FamilyTrainers.Course(expert.Id);
        var course =
            await office.FindCourseAsync(plan.Code, cancellationToken) ?? await office.ScheduleCourseAsync(plan, cancellationToken);
        if (course.State is not "completed")
        {
            await HoldAsync(office, course, trainers, cancellationToken);
        }

        Telling.Line(course.Code, $"{trainers.Count} national trainers certified");
        return trainers;
    }

    private static async Task HoldAsync(Agency office, Course course, List<Worker> trainers, CancellationToken cancellationToken)
    {
        var planned = (await office.SessionsAsync(course, cancellationToken)).Select(session => session.Number).ToHashSet();
        foreach (var session in FamilyTrainers.Sessions.Where(session => !planned.Contains(session.Number)))
        {
            await office.PlanSessionAsync(course, session, cancellationToken);
        }

        var enrolled = (await office.EnrolmentsAsync(course, cancellationToken)).Select(enrolment => enrolment.WorkerId).ToHashSet();
        foreach (var trainer in trainers.Where(trainer => !enrolled.Contains(trainer.Id)))
        {
            await office.EnrolAsync(course, trainer, cancellationToken);
        }

        foreach (var session in FamilyTrainers.Sessions)
        {
            await office.RecordAttendanceAsync(course, session.Number, trainers.Select(trainer => trainer.Id), cancellationToken);
        }

        foreach (var enrolment in await office.EnrolmentsAsync(course, cancellationToken))
        {
            await office.RecordTestsAsync(course, enrolment, 50, FamilyTrainers.PostTest, cancellationToken);
        }

        await office.CompleteAsync(course, cancellationToken);
    }

    private static async Task<Worker> RegisterAsync(Agency office, NewWorker person, CancellationToken cancellationToken) =>
        (await office.WorkersAsync(person.Organization, cancellationToken)).FirstOrDefault(worker => worker.Code == person.Code)
        ?? await office.RegisterWorkerAsync(person, cancellationToken);
}
