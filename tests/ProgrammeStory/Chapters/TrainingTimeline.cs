using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>Trainers first, then those whom they train, and the supervision session that closes the ten months.</summary>
internal static class TrainingTimeline
{
    public static async Task TellAsync(Agencies agencies, CancellationToken cancellationToken)
    {
        var office = agencies.Programme;
        Telling.Chapter("Training, autumn 2020 to October 2021");
        var known = (await office.WorkersAsync(Timeline.Organizer, cancellationToken))
            .Concat(await office.WorkersAsync(Timeline.Institute, cancellationToken))
            .Where(worker => worker.Code is not null)
            .ToDictionary(worker => worker.Code!);
        foreach (var course in (TimelineCourse[])[Timeline.Trainers, Timeline.SpecialistCourse, Timeline.ManagerCourse])
        {
            await office.DelegateSigningAsync(course.Programme, "undp", Timeline.Organizer, cancellationToken);
            await office.DelegateSigningAsync(course.Programme, Timeline.Organizer, Timeline.Organizer, cancellationToken);
        }

        var expert = await RegisterAsync(office, known, [Timeline.Expert], cancellationToken);
        var trainers = await HoldAsync(office, known, Timeline.Trainers, expert, cancellationToken);
        var specialists = await HoldAsync(office, known, Timeline.SpecialistCourse, trainers, cancellationToken);
        await HoldAsync(office, known, Timeline.ManagerCourse, trainers, cancellationToken);
        await office.SuperviseAsync(
            Timeline.Organizer,
            Timeline.SupervisionOn,
            trainers,
            specialists.Take(Timeline.Services),
            cancellationToken
        );
        Telling.Line("Supervision session, 18 October 2021", $"{Timeline.Services} presenters, {trainers.Count} supervisors");
    }

    /// <returns>The participants.</returns>
    private static async Task<IReadOnlyList<Guid>> HoldAsync(
        Agency office,
        Dictionary<string, Worker> known,
        TimelineCourse plan,
        IReadOnlyList<Guid> trainers,
        CancellationToken cancellationToken
    )
    {
        var people = await RegisterAsync(office, known, plan.People, cancellationToken);
        var course = await office.FindCourseAsync(plan.Code, cancellationToken);
        course ??= await office.ScheduleCourseAsync(
            new(
                plan.Programme,
                plan.Code,
                Timeline.Organizer,
                ["joint-sdg-fund"],
                "TM-S",
                plan.Mode,
                plan.Days[0],
                plan.Days[^1],
                people.Count,
                trainers
            ),
            cancellationToken
        );
        if (course.State is not "completed")
        {
            await TeachAsync(office, plan, course, people, cancellationToken);
        }

        var certified = (await office.EnrolmentsAsync(course, cancellationToken)).Count(enrolment => enrolment.Completed is true);
        if (certified != people.Count)
        {
            throw new StoryException($"{people.Count} should have passed {plan.Code}, not {certified}.");
        }

        Telling.Line(plan.Title, $"{certified, 4}   certified after {plan.Days.Count} training days");
        return people;
    }

    private static async Task TeachAsync(
        Agency office,
        TimelineCourse plan,
        Course course,
        IReadOnlyList<Guid> people,
        CancellationToken cancellationToken
    )
    {
        var planned = (await office.SessionsAsync(course, cancellationToken)).Select(session => session.Number).ToHashSet();
        foreach (var (index, day) in plan.Days.Index().Where(day => !planned.Contains(day.Index + 1)))
        {
            await office.PlanSessionAsync(course, new(index + 1, day, $"{plan.Title}: day {index + 1}"), cancellationToken);
        }

        if ((await office.EnrolmentsAsync(course, cancellationToken)).Count < people.Count)
        {
            await office.EnrolRosterAsync(course, people, cancellationToken);
        }

        foreach (var (index, _) in plan.Days.Index())
        {
            await office.RecordAttendanceAsync(course, index + 1, people, cancellationToken);
        }

        if (plan.PostTest is { } postTest)
        {
            foreach (var enrolment in await office.EnrolmentsAsync(course, cancellationToken))
            {
                await office.RecordTestsAsync(course, enrolment, postTest - 35, postTest, cancellationToken);
            }
        }

        if (plan.SurveyAnswers > 0)
        {
            await office.AnswerSurveyAsync(course, plan.SurveyAnswers, Timeline.Topics, cancellationToken);
        }

        await office.CompleteAsync(course, cancellationToken);
        if (plan.SurveyAnswers > 0)
        {
            var survey = await office.SurveyAsync(course, cancellationToken);
            Telling.Line("Survey", $"{survey.Answers} of {survey.Participants} answered ({survey.ResponsePercent} %)");
        }
    }

    private static async Task<IReadOnlyList<Guid>> RegisterAsync(
        Agency office,
        Dictionary<string, Worker> known,
        IReadOnlyList<NewWorker> people,
        CancellationToken cancellationToken
    )
    {
        var ids = new List<Guid>();
        foreach (var person in people)
        {
            if (!known.TryGetValue(person.Code, out var worker))
            {
                known[person.Code] = worker = await office.RegisterWorkerAsync(person, cancellationToken);
            }

            ids.Add(worker.Id);
        }

        return ids;
    }
}
