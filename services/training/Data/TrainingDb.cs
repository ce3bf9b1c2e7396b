using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.Training.Certificates;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Programmes;
using SocialServices.Training.Sessions;

namespace SocialServices.Training.Data;

internal sealed class TrainingDb(DbContextOptions<TrainingDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    public DbSet<Programme> Programmes => Set<Programme>();
    public DbSet<Course> Courses => Set<Course>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Attendance> Attendance => Set<Attendance>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<Certificate> Certificates => Set<Certificate>();

    /// <summary>
    /// The course as it is now, locked until the transaction ends. Whatever changes a course, its sessions, enrolments or attendance
    /// takes this lock first: so no place is given twice, and completing a course assesses what is really there.
    /// </summary>
    public Task<Course?> LockCourseAsync(Guid id, CancellationToken cancellationToken) =>
        Database.CurrentTransaction is null
            ? throw new InvalidOperationException("A lock needs a transaction.")
            : Courses
                .FromSql($"select courses.*, courses.xmin from courses where id = {id} for update")
                .SingleOrDefaultAsync(cancellationToken);

    /// <returns>Did this unique index refuse the change?</returns>
    public static bool IsDuplicate(DbUpdateException refused, string index) =>
        refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation
        && violation.ConstraintName == index;

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TrainingDb).Assembly);
}
