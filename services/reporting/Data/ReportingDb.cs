using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Dhis2;
using SocialServices.Reporting.Facts;
using SocialServices.Reporting.OpenPeriod;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Reporting.Data;

internal sealed class ReportingDb(DbContextOptions<ReportingDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    public DbSet<Release> Releases => Set<Release>();
    public DbSet<Dhis2Push> Dhis2Pushes => Set<Dhis2Push>();
    public DbSet<DailyFigure> DailyFigures => Set<DailyFigure>();

    protected override IReadOnlyDictionary<string, Func<ProblemHttpResult>> Constraints { get; } =
        new Dictionary<string, Func<ProblemHttpResult>>
        {
            ["pk_releases"] = () => Problems.Conflict("release-open", "The newest version of this release is not published yet."),
        };

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder)
    {
        FactTables.AddTo(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ReportingDb).Assembly);
    }
}
