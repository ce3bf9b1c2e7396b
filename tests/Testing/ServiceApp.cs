using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialServices.ServiceDefaults.Data;
using Xunit;

namespace SocialServices.Testing;

/// <summary>
/// A service as it really runs: its own Program on Kestrel with a REST and a gRPC port, a database of its own on the
/// real PostgreSQL, and queues of its own on the real RabbitMQ.
/// </summary>
/// <typeparam name="TDb">The service's database; its assembly's Program is started.</typeparam>
public class ServiceApp<TDb> : WebApplicationFactory<TDb>, IAsyncLifetime
    where TDb : ServiceDbContext
{
    private readonly string connectionName;
    private readonly Dictionary<string, string?> settings;
    private readonly List<GrpcChannel> channels = [];
    private TestDatabase? database;

    /// <param name="connectionName">For example <c>registrydb</c>.</param>
    /// <param name="settings">Further settings, such as <c>Services:registry:grpc:0</c>.</param>
    public ServiceApp(string connectionName, Dictionary<string, string?>? settings = null)
    {
        this.connectionName = connectionName;
        this.settings = settings ?? [];
        UseKestrel();
    }

    /// <summary>As the owner of the database.</summary>
    public string ConnectionString => database!.ConnectionString;

    /// <summary>As the service.</summary>
    public string ServiceConnectionString => database!.ServiceConnectionString;

    public Uri RestAddress => Address(0);
    public Uri GrpcAddress => Address(1);
    public TestIssuer Issuer { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        Issuer = await TestIssuer.SharedAsync();
        await PrepareAsync();
        StartServer();
        await BusReady.WaitAsync(RestAddress);
    }

    /// <summary>A caller with these scopes; null scopes = anonymous; no person = a system.</summary>
    public HttpClient Client(string? scopes, string organization = "mlspp", string clientId = "test-client", ActingPerson? person = null)
    {
        var client = new HttpClient { BaseAddress = RestAddress };
        if (scopes is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                Issuer.Token(scopes, organization, clientId, person: person)
            );
        }

        return client;
    }

    /// <summary>A peer that calls over gRPC with these scopes; null scopes = anonymous.</summary>
    public CallInvoker Grpc(string? scopes, string clientId = "test-peer", string organization = "")
    {
        var channel = GrpcChannel.ForAddress(GrpcAddress);
        channels.Add(channel);
        return channel.Intercept(metadata =>
        {
            if (scopes is not null)
            {
                metadata.Add("authorization", $"Bearer {Issuer.Token(scopes, organization, clientId)}");
            }

            return metadata;
        });
    }

    /// <summary>The service's database, as the service itself sees it.</summary>
    public async Task<TResult> InDatabaseAsync<TResult>(Func<TDb, Task<TResult>> useAsync)
    {
        await using var scope = Services.CreateAsyncScope();
        return await useAsync(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var channel in channels)
        {
            channel.Dispose();
        }

        await base.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>What the migrator does before the service starts. Override to load reference data as well.</summary>
    protected virtual async Task PrepareAsync()
    {
        var options = new DbContextOptionsBuilder<TDb>().UseNpgsql(ConnectionString).Options;
        await Migrations.ApplyAsync<TDb>(options);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Production);
        foreach (var (key, value) in TestSettings.For(connectionName, ConnectionString, Issuer.Authority).Concat(settings))
        {
            builder.UseSetting(key, value);
        }
    }

    private Uri Address(int index) =>
        new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index));
}
