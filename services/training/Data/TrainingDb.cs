using SocialServices.Training.Calendars;
using SocialServices.Training.Certificates;
using SocialServices.Training.Courses;
using SocialServices.Training.Credentials;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Participation;
using SocialServices.Training.Practice;
using SocialServices.Training.Programmes;
using SocialServices.Training.Sessions;
using SocialServices.Training.Supervision;
using SocialServices.Training.Surveys;

namespace SocialServices.Training.Data;

internal sealed class TrainingDb(DbContextOptions<TrainingDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    protected override IReadOnlyDictionary<string, Func<ProblemHttpResult>> Constraints { get; } =
        new Dictionary<string, Func<ProblemHttpResult>>
        {
            ["ix_courses_code"] = () => Problems.Conflict("course-code-taken", "Another course has this code."),
            ["pk_sessions"] = () => Problems.Conflict("session-number-taken", "The course has a session with this number."),
            ["ix_enrolments_course_id_worker_id"] = () => Problems.Conflict("already-enrolled", "The worker is enrolled in this course."),
            ["ix_certificates_enrolment_id_valid_from"] = () =>
                Problems.Conflict("already-certified", "The participant has a certificate of this course."),
            ["ix_certificates_predecessor"] = () => Problems.Conflict("already-replaced", "Another certificate has replaced this one."),
            ["pk_programme_versions"] = () => Problems.Conflict("programme-changed", "Somebody else has just changed the programme."),
            ["pk_programmes"] = () => Problems.Conflict("programme-changed", "Somebody else has just defined the programme."),
            ["pk_signing_delegations"] = () => Problems.Conflict("already-delegated", "The issuer has just delegated its signature."),
        };

    public DbSet<Programme> Programmes => Set<Programme>();
    public DbSet<ProgrammeVersion> ProgrammeVersions => Set<ProgrammeVersion>();
    public DbSet<SigningDelegation> SigningDelegations => Set<SigningDelegation>();
    public DbSet<Course> Courses => Set<Course>();
    public DbSet<CourseChange> CourseChanges => Set<CourseChange>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Attendance> Attendance => Set<Attendance>();
    public DbSet<Apology> Apologies => Set<Apology>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();
    public DbSet<FieldPractice> FieldPractices => Set<FieldPractice>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<CalendarLink> CalendarLinks => Set<CalendarLink>();
    public DbSet<SupervisionSession> SupervisionSessions => Set<SupervisionSession>();
    public DbSet<Observation> Observations => Set<Observation>();
    public DbSet<CredentialKey> CredentialKeys => Set<CredentialKey>();

    /// <summary>
    /// The course as it is now, locked until the transaction ends. Whatever changes a course, its sessions, enrolments or attendance
    /// takes this lock first: so nobody gets a seat twice, and completing a course assesses what is really there.
    /// </summary>
    public Task<Course?> LockCourseAsync(Guid id, CancellationToken cancellationToken) =>
        Database.CurrentTransaction is null
            ? throw new InvalidOperationException("A lock needs a transaction.")
            : Courses
                .FromSql($"select courses.*, courses.xmin from courses where id = {id} for update")
                .SingleOrDefaultAsync(cancellationToken);

    /// <summary>A version of a programme; null when there is none.</summary>
    public Task<Programme?> ProgrammeAsync(string code, int version, CancellationToken cancellationToken) =>
        ProgrammeVersions
            .AsNoTracking()
            .Where(v => v.Programme == code && v.Number == version)
            .Select(v => v.Definition)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>The programme as the course goes by it.</summary>
    public async Task<Programme> ProgrammeOfAsync(Course course, CancellationToken cancellationToken) =>
        await ProgrammeAsync(course.Programme, course.ProgrammeVersion, cancellationToken)
        ?? throw new InvalidOperationException("The course has no programme.");

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TrainingDb).Assembly);
}
