using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Identity;
using SocialServices.Gateway.SigningKeys;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Gateway.Data;

internal sealed class GatewayDb(DbContextOptions<GatewayDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    public DbSet<ApiClient> Clients => Set<ApiClient>();
    public DbSet<UsedAssertion> UsedAssertions => Set<UsedAssertion>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    protected override IReadOnlyDictionary<string, Func<ProblemHttpResult>> Constraints { get; } =
        new Dictionary<string, Func<ProblemHttpResult>>
        {
            ["ix_api_clients_client_id"] = () =>
                Problems.Conflict("client-exists", "There is a client with this id.", "Choose another id; ids are not used again."),
        };

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GatewayDb).Assembly);
}
