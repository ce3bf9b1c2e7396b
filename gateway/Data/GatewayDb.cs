using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Identity;
using SocialServices.Gateway.SigningKeys;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Gateway.Data;

internal sealed class GatewayDb(DbContextOptions<GatewayDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    public DbSet<ApiClient> Clients => Set<ApiClient>();
    public DbSet<UsedAssertion> UsedAssertions => Set<UsedAssertion>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GatewayDb).Assembly);
}
