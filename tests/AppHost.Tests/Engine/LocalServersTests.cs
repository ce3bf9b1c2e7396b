using Npgsql;
using SocialServices.AppHost.LocalServers;

namespace SocialServices.AppHost.Tests.Engine;

/// <summary>The real servers of this machine.</summary>
public sealed class LocalServersTests : IAsyncDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("servers").FullName;
    private readonly DistributedApplication _application;
    private readonly IResourceBuilder<LocalDatabase> _database;
    private readonly LocalServer[] _servers;

    public LocalServersTests()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        builder.Configuration["StateDirectory"] = _state;
        var postgres = builder.AddLocalPostgres("postgres", builder.AddSecret("postgres-password"));
        _database = postgres.AddLocalDatabase("registrydb");
        _servers =
        [
            postgres.Resource,
            builder.AddLocalRedis("cache", builder.AddSecret("cache-password")).Resource,
            builder.AddLocalRabbitMq("messaging", builder.AddSecret("messaging-password")).Resource,
        ];
        _application = builder.Build();
    }

    [Fact]
    public async Task They_become_healthy_with_a_database_that_can_be_opened_and_refuse_a_stranger()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        await _application.StartAsync(deadline.Token);
        foreach (var server in _servers)
        {
            await _application.ResourceNotifications.WaitForResourceHealthyAsync(server.Name, deadline.Token);
        }

        await _application.ResourceNotifications.WaitForResourceHealthyAsync("registrydb", deadline.Token);
        await using var connection = new NpgsqlConnection(await _database.Resource.GetConnectionStringAsync(deadline.Token));
        await connection.OpenAsync(deadline.Token);
        Assert.Equal("registrydb", connection.Database);

        foreach (var server in _servers)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => Stranger(server).CheckAsync(deadline.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_state, recursive: true);
    }

    /// <summary>The same server, seen with another password.</summary>
    private static LocalServer Stranger(LocalServer server)
    {
        var password = new ParameterResource("password", _ => "wrong");
        LocalServer stranger = server switch
        {
            LocalPostgres => new LocalPostgres(server.Name, "/", password),
            LocalRedis => new LocalRedis(server.Name, "/", password),
            _ => new LocalRabbitMq(server.Name, "/", password),
        };
        stranger.Annotations.Add(server.Annotations.OfType<EndpointAnnotation>().Single());
        return stranger;
    }
}
