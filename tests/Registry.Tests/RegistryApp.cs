using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Reference;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>The registry with its reference data, and the callers that tests need all the time.</summary>
public sealed class RegistryApp : IAsyncLifetime
{
    public const string Sites = "/api/v1/registry/sites";
    public const string Workers = "/api/v1/registry/workers";
    public const string Organizations = "/api/v1/registry/organizations";

    private readonly Host host = new();

    public TestIssuer Issuer => host.Issuer;
    public Uri RestAddress => host.RestAddress;
    public IServiceProvider Services => host.Services;

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public HttpClient Client(string? scopes, string organization = "mlspp") => host.Client(scopes, organization);

    /// <summary>The programme's office: may edit everything.</summary>
    public HttpClient Office() => host.Client("registry.read registry.write programme.manage", "mlspp", "office");

    /// <summary>A provider: edits its own entries only.</summary>
    public HttpClient Provider(string organization) => host.Client("registry.read registry.write", organization, $"provider-{organization}");

    public CallInvoker Grpc(string? scopes) => host.Grpc(scopes);

    /// <summary>The database outside the service's process.</summary>
    internal RegistryDb OpenDatabase() => host.OpenDatabase();

    private sealed class Host() : ServiceApp<RegistryDb>("registrydb", new()
    {
        ["Peers:referrals"] = "http://127.0.0.1:9", // nobody there: what the broker brings must be enough
        ["Ledger:ExpireEvery"] = "00:00:00.200",
    })
    {
        public RegistryDb OpenDatabase() => Migrations.Open(new DbContextOptionsBuilder<RegistryDb>().UseNpgsql(ConnectionString).Options);

        protected override async Task PrepareAsync()
        {
            await base.PrepareAsync();
            await using var db = OpenDatabase();
            await ReferenceData.LoadAsync(db, TimeProvider.System, CancellationToken.None);
        }
    }
}
