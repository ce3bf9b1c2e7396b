namespace SocialServices.ProgrammeStory.Api;

/// <summary>What the story uses of the training service.</summary>
internal static class Training
{
    private const string Root = "/api/v1/training";

    public static async Task<Course?> FindCourseAsync(this Agency agency, string code, CancellationToken cancellationToken) =>
        (await agency.ListAsync<Course>($"{Root}/courses?code={Uri.EscapeDataString(code)}", cancellationToken)).SingleOrDefault();

    public static Task<Course> ScheduleCourseAsync(this Agency agency, NewCourse course, CancellationToken cancellationToken) =>
        agency.CreateAsync<Course>($"{Root}/courses", course, $"course/{course.Code}", cancellationToken);

    public static Task<IReadOnlyList<Session>> SessionsAsync(this Agency agency, Course course, CancellationToken cancellationToken) =>
        agency.WholeListAsync<Session>($"{Of(course)}/sessions", cancellationToken);

    public static Task<Session> PlanSessionAsync(
        this Agency agency,
        Course course,
        NewSession session,
        CancellationToken cancellationToken
    ) =>
        agency.CreateAsync<Session>($"{Of(course)}/sessions", session, $"course/{course.Code}/session/{session.Number}", cancellationToken);

    public static Task<IReadOnlyList<Enrolment>> EnrolmentsAsync(this Agency agency, Course course, CancellationToken cancellationToken) =>
        agency.ListAsync<Enrolment>($"{Of(course)}/enrolments", cancellationToken);

    public static Task<Enrolment> EnrolAsync(this Agency agency, Course course, Worker worker, CancellationToken cancellationToken) =>
        agency.CreateAsync<Enrolment>(
            $"{Of(course)}/enrolments",
            new { WorkerId = worker.Id, worker.Organization },
            $"course/{course.Code}/worker/{worker.Id}",
            cancellationToken
        );

    public static Task RecordAttendanceAsync(
        this Agency agency,
        Course course,
        int session,
        IEnumerable<Guid> workers,
        CancellationToken cancellationToken
    ) =>
        agency.PutAsync<object>(
            $"{Of(course)}/sessions/{session}/attendance",
            new { Attended = workers, Reason = "Told again." },
            cancellationToken
        );

    public static Task RecordTestsAsync(
        this Agency agency,
        Course course,
        Enrolment enrolment,
        int preTest,
        int postTest,
        CancellationToken cancellationToken
    ) =>
        agency.PutAsync<object>(
            $"{Of(course)}/enrolments/{enrolment.Id}/test-results",
            new
            {
                PreTest = preTest,
                PostTest = postTest,
                Reason = "Told again.",
            },
            cancellationToken
        );

    /// <summary>The issuer lets the organizer sign for it.</summary>
    public static Task DelegateSigningAsync(
        this Agency agency,
        string programme,
        string issuer,
        string organizer,
        CancellationToken cancellationToken
    ) => agency.PutAsync<object>($"{Root}/programmes/{programme}/signing/{issuer}/{organizer}", new { }, cancellationToken);

    /// <summary>One file for all; who is enrolled already is named and left alone.</summary>
    public static Task EnrolRosterAsync(
        this Agency agency,
        Course course,
        IEnumerable<Guid> workers,
        CancellationToken cancellationToken
    ) =>
        agency.UploadAsync<object>(
            $"{Of(course)}/roster",
            System.Text.Encoding.UTF8.GetBytes($"workerId\n{string.Join('\n', workers)}\n"),
            "text/csv",
            $"course/{course.Code}/roster",
            cancellationToken
        );

    /// <summary>Anonymous answers: topics rated before and after, 1 to 5.</summary>
    public static Task AnswerSurveyAsync(this Agency agency, Course course, int answers, int topics, CancellationToken cancellationToken) =>
        agency.CreateAsync<object>(
            $"{Of(course)}/survey",
            new
            {
                Answers = Enumerable
                    .Range(0, answers)
                    .Select(answer => new
                    {
                        Satisfaction = 3 + answer % 3,
                        Topics = Enumerable
                            .Range(1, topics)
                            .Select(topic => new
                            {
                                Topic = $"topic-{topic}",
                                Before = 1 + (answer + topic) % 3,
                                After = 3 + (answer + topic) % 3,
                            }),
                    }),
            },
            $"course/{course.Code}/survey",
            cancellationToken
        );

    public static Task<Survey> SurveyAsync(this Agency agency, Course course, CancellationToken cancellationToken) =>
        agency.GetAsync<Survey>($"{Of(course)}/survey", cancellationToken);

    /// <summary>Each presents one case under a reference that was made up for the session.</summary>
    public static async Task SuperviseAsync(
        this Agency agency,
        string organizer,
        DateOnly heldOn,
        IEnumerable<Guid> supervisors,
        IEnumerable<Guid> presenters,
        CancellationToken cancellationToken
    )
    {
        var held = await agency.ListAsync<Supervision>($"{Root}/supervision-sessions", cancellationToken);
        if (held.Any(session => session.HeldOn == heldOn))
        {
            return;
        }

        await agency.CreateAsync<object>(
            $"{Root}/supervision-sessions",
            new
            {
                Organizer = organizer,
                HeldOn = heldOn,
                Supervisors = supervisors,
                Record = new
                {
                    Cases = presenters.Select((presenter, index) => new { PresenterId = presenter, Reference = $"CASE-{index + 1:00}" }),
                    Actions = new[] { new { Reference = "CASE-01", Text = "Visit again with a psychologist." } },
                },
            },
            $"supervision/{heldOn:yyyy-MM-dd}",
            cancellationToken
        );
    }

    public static Task CompleteAsync(this Agency agency, Course course, CancellationToken cancellationToken) =>
        agency.CreateAsync<object>($"{Of(course)}/complete", null, $"course/{course.Code}/complete", cancellationToken);

    public static Task<IReadOnlyList<Certificate>> CertificatesAsync(
        this Agency agency,
        Guid workerId,
        CancellationToken cancellationToken
    ) => agency.ListAsync<Certificate>($"{Root}/certificates?workerId={workerId}", cancellationToken);

    private static string Of(Course course) => $"{Root}/courses/{course.Id}";
}

internal sealed record Course(Guid Id, string Code, string State);

internal sealed record NewCourse(
    string Programme,
    string Code,
    string Organizer,
    IReadOnlyList<string> Funders,
    string Place,
    string Mode,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int Capacity,
    IReadOnlyList<Guid> Trainers
);

internal sealed record Survey(int Participants, int Answers, int ResponsePercent);

internal sealed record Supervision(DateOnly HeldOn);

internal sealed record Session(int Number, DateTimeOffset? AttendanceTakenAt);

internal sealed record NewSession(int Number, DateOnly HeldOn, string Topic);

internal sealed record Enrolment(Guid Id, Guid WorkerId, string Organization, int? PreTest, int? PostTest, bool? Completed);

internal sealed record Certificate(string Number, Guid CourseId, IReadOnlyList<string> Issuers, bool Valid);
