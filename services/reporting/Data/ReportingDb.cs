using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Hosting;

namespace SocialServices.Reporting.Data;

internal sealed class ReportingDb(DbContextOptions<ReportingDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ReportingDb).Assembly);
}
