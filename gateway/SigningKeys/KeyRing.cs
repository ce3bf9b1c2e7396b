using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Gateway.SigningKeys;

/// <summary>The keys as this replica knows them: read from the database once a minute, so that tokens are made and checked without it.</summary>
internal sealed class KeyRing(IServiceScopeFactory scopes, Envelope envelope, IOptions<SigningKeyOptions> options, TimeProvider clock)
{
    private volatile IReadOnlyList<LoadedKey> keys = [];
    private string announced = "";

    /// <summary>Another key signs, or others are published.</summary>
    public event Action? Changed;

    public LoadedKey Signing => KeySchedule.Signing(keys, clock.GetUtcNow());

    public IReadOnlyList<LoadedKey> Published => KeySchedule.Published(keys, clock.GetUtcNow());

    /// <summary>Makes the next key when it is due, forgets the ones that are no longer published, and reads the rest.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        var now = clock.GetUtcNow();
        var newest = await NewestAsync(db, cancellationToken);
        if (KeySchedule.Due(newest, options.Value, now) is not null)
        {
            await AddNextAsync(db, early: false, cancellationToken);
        }

        var stored = await db.SigningKeys.AsNoTracking().OrderBy(key => key.ActiveFrom).ToListAsync(cancellationToken);
        var known = keys.ToDictionary(key => key.Id);
        var loaded = stored.Select(key => known.GetValueOrDefault(key.Id) ?? Load(key)).ToList();
        var published = KeySchedule.Published(loaded, now);
        keys = published;
        Announce();

        var retired = loaded.Except(published).Select(key => key.Id).ToList();
        if (retired.Count > 0)
        {
            await db.SigningKeys.Where(key => retired.Contains(key.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>Makes the next key before it is due; <see cref="SigningKeyOptions.AnnouncedFor"/> later it signs.</summary>
    /// <returns>When the newest key begins to sign. A key that is announced already is not followed by another.</returns>
    public async Task<DateTimeOffset> RotateAsync(GatewayDb db, CancellationToken cancellationToken)
    {
        await AddNextAsync(db, early: true, cancellationToken);
        return (await NewestAsync(db, cancellationToken))!.Value;
    }

    private void Announce()
    {
        var current = string.Join(' ', Published.Select(key => key.Id).Prepend(Signing.Id));
        if (current != announced)
        {
            announced = current;
            Changed?.Invoke();
        }
    }

    private async Task AddNextAsync(GatewayDb db, bool early, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('signing-keys'))", cancellationToken);
        var (newest, now) = (await NewestAsync(db, cancellationToken), clock.GetUtcNow()); // another replica may have been first
        var activeFrom = early && newest <= now ? now + options.Value.AnnouncedFor : KeySchedule.Due(newest, options.Value, now);
        if (activeFrom is not null)
        {
            var key = SigningKey.Generate(envelope, now, activeFrom.Value);
            db.SigningKeys.Add(key);
            db.Audit("create signing key", $"signing-key/{key.Id}");
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static async Task<DateTimeOffset?> NewestAsync(GatewayDb db, CancellationToken cancellationToken) =>
        await db.SigningKeys.MaxAsync(key => (DateTimeOffset?)key.ActiveFrom, cancellationToken);

    private LoadedKey Load(SigningKey key) =>
        new(key.Id, key.ActiveFrom, new ECDsaSecurityKey(key.Open(envelope)) { KeyId = key.Id.ToString("n") });
}
