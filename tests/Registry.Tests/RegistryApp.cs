using Grpc.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialServices.Registry.Data;
using SocialServices.Registry.Reference;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>The registry with its reference data, beside referrals and training services of which only the event logs are there.</summary>
public class RegistryApp : IAsyncLifetime
{
    public const string Sites = "/api/v1/registry/sites";
    public const string Workers = "/api/v1/registry/workers";
    public const string Organizations = "/api/v1/registry/organizations";

    private Host? host;

    public MovableClock Clock { get; } = new();
    public CapturedLogs Logs { get; } = new();
    public EventLogPeer Referrals { get; private set; } = null!;
    public EventLogPeer Training { get; private set; } = null!;
    public TestIssuer Issuer => host!.Issuer;
    public Uri RestAddress => host!.RestAddress;
    public Uri GrpcAddress => host!.GrpcAddress;
    public IServiceProvider Services => host!.Services;

    /// <summary>How often overdue holds are given back without being asked; here never, so that tests see what they do themselves.</summary>
    protected virtual TimeSpan ExpireEvery => TimeSpan.FromDays(1);

    /// <summary>Further settings of the service.</summary>
    protected virtual Dictionary<string, string?> Settings => [];

    /// <summary>What of the service is other than in production.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    public virtual async ValueTask InitializeAsync()
    {
        Referrals = await EventLogPeer.StartAsync();
        Training = await EventLogPeer.StartAsync();
        host = new Host(this);
        await host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host!.DisposeAsync();
        await Referrals.DisposeAsync();
        await Training.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public HttpClient Client(string? scopes, string organization = "mlspp", ActingPerson? person = null) =>
        host!.Client(scopes, organization, person: person);

    /// <summary>The programme's office: may edit everything.</summary>
    public HttpClient Office() => host!.Client("registry.read registry.write programme.manage", "mlspp", "office");

    /// <summary>A provider: edits its own entries only.</summary>
    public HttpClient Provider(string organization) =>
        host!.Client("registry.read registry.write", organization, $"provider-{organization}");

    /// <param name="scopes">Of the token; null: without one.</param>
    /// <param name="organization">Whose client calls; none: one of the services.</param>
    public CallInvoker Grpc(string? scopes, string organization = "") => host!.Grpc(scopes, organization: organization);

    public string ConnectionString => host!.ConnectionString;

    /// <summary>The database outside the service's process.</summary>
    internal RegistryDb OpenDatabase() => host!.OpenDatabase();

    private sealed class Host(RegistryApp app)
        : ServiceApp<RegistryDb>(
            "registrydb",
            new(app.Settings)
            {
                ["Services:referrals:grpc:0"] = app.Referrals.Address,
                ["Services:training:grpc:0"] = app.Training.Address,
                ["Ledger:ExpireEvery"] = app.ExpireEvery.ToString("c"),
                ["Logging:LogLevel:Default"] = "Debug",
                ["Logging:Console:LogLevel:Default"] = "None",
            }
        )
    {
        public RegistryDb OpenDatabase() => Migrations.Open(new DbContextOptionsBuilder<RegistryDb>().UseNpgsql(ConnectionString).Options);

        protected override async Task PrepareAsync()
        {
            await base.PrepareAsync();
            await using var db = OpenDatabase();
            await ReferenceData.LoadAsync(db, TimeProvider.System, CancellationToken.None);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
                services.AddSingleton<TimeProvider>(app.Clock).AddSingleton<ILoggerProvider>(app.Logs)
            );
            builder.ConfigureTestServices(app.Configure);
        }
    }
}
