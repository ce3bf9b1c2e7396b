using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Gateway.Data;

namespace SocialServices.Gateway.Clients;

/// <summary>Brings the clients of the configuration into the database before the first request.</summary>
internal sealed partial class ConfiguredClients(
    IServiceScopeFactory scopes,
    IOptions<ConfiguredClientOptions> options,
    TimeProvider clock,
    ILogger<ConfiguredClients> logger
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('configured-clients'))", cancellationToken); // replicas start together

        var active = options.Value.Clients.Where(client => client.Value.Secret is { Length: > 0 }).ToDictionary(StringComparer.Ordinal);
        var ids = active.Keys.ToList();
        var stored = await db
            .Clients.Where(client => client.IsConfigured || ids.Contains(client.ClientId!))
            .ToDictionaryAsync(client => client.ClientId!, cancellationToken);
        var manager = scope.ServiceProvider.GetRequiredService<ClientManager>();
        foreach (var (id, settings) in active)
        {
            await ApplyAsync(db, manager, stored.GetValueOrDefault(id), id, settings, cancellationToken);
        }

        foreach (var client in stored.Values.Where(client => !active.ContainsKey(client.ClientId!) && client.TryDisable(clock.GetUtcNow())))
        {
            db.Audit("disable client", $"client/{client.ClientId}", "It is no longer configured.");
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogActive(active.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ApplyAsync(
        GatewayDb db,
        ClientManager manager,
        ApiClient? client,
        string id,
        ClientSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (client is null)
        {
            var hash = await manager.HashAsync(settings.Secret!, cancellationToken);
            client = ApiClient.Create(id, settings.DisplayName, settings.Organization, settings.ScopeList, hash, clock.GetUtcNow());
            db.Clients.Add(client);
        }
        else if (!await manager.ValidateClientSecretAsync(client, settings.Secret!, cancellationToken))
        {
            client.ChangeSecret(await manager.HashAsync(settings.Secret!, cancellationToken));
        }

        client.Configure(settings);
        if (db.Entry(client).State is EntityState.Added or EntityState.Modified)
        {
            db.Audit("configure client", $"client/{id}");
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} clients are configured")]
    private partial void LogActive(int count);
}
