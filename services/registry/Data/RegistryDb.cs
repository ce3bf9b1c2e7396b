using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Hosting;

namespace SocialServices.Registry.Data;

internal sealed class RegistryDb(DbContextOptions<RegistryDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RegistryDb).Assembly);
}
