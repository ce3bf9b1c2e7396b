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
    ) => agency.PutAsync<object>($"{Of(course)}/sessions/{session}/attendance", new { Attended = workers }, cancellationToken);

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
            new { PreTest = preTest, PostTest = postTest },
            cancellationToken
        );

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
    int Capacity
);

internal sealed record Session(int Number, DateTimeOffset? AttendanceTakenAt);

internal sealed record NewSession(int Number, DateOnly HeldOn, string Topic);

internal sealed record Enrolment(Guid Id, Guid WorkerId, string Organization, int? PreTest, int? PostTest, bool? Completed);

internal sealed record Certificate(string Number, Guid CourseId, IReadOnlyList<string> Issuers, bool Valid);
