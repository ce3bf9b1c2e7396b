using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Hosting;

namespace SocialServices.Training.Data;

internal sealed class TrainingDb(DbContextOptions<TrainingDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TrainingDb).Assembly);
}
