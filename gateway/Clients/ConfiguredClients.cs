using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Gateway.Data;

namespace SocialServices.Gateway.Clients;

/// <summary>Brings the clients of the configuration into the database before the first request.</summary>
internal sealed partial class ConfiguredClients(
    IServiceScopeFactory scopes,
    ClientSecrets secrets,
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
            .Clients.Where(client => client.IsConfigured || ids.Contains(client.Id))
            .ToDictionaryAsync(client => client.Id, cancellationToken);
        foreach (var (id, settings) in active)
        {
            Apply(db, stored.GetValueOrDefault(id), id, settings);
        }

        foreach (var client in stored.Values.Where(client => !active.ContainsKey(client.Id) && client.TryDisable(clock.GetUtcNow())))
        {
            db.Audit("disable client", $"client/{client.Id}", "It is no longer configured.");
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogActive(active.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Apply(GatewayDb db, ApiClient? client, string id, ClientSettings settings)
    {
        var secretHash = secrets.Hash(id, settings.Secret!);
        if (client is null)
        {
            client = ApiClient.Create(id, settings.DisplayName, settings.Organization, settings.ScopeList, secretHash, clock.GetUtcNow());
            db.Clients.Add(client);
        }

        client.Configure(settings, secretHash);
        if (db.Entry(client).State is EntityState.Added or EntityState.Modified)
        {
            db.Audit("configure client", $"client/{id}");
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} clients are configured")]
    private partial void LogActive(int count);
}
