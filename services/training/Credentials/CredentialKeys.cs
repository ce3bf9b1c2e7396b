using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Training.Credentials;

/// <summary>The key that signs today, and all that ever signed.</summary>
internal sealed class CredentialKeys(TrainingDb db, Envelope envelope, TimeProvider clock)
{
    /// <summary>The service's command that retires the key of today and makes a new one.</summary>
    public const string RotateCommand = "--rotate-credential-key";

    public Task<CredentialKey?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.CredentialKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id, cancellationToken);

    /// <summary>The key of today with its private part; the first one is made when it is needed.</summary>
    /// <param name="kid">Says where the public key is found.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<RsaSecurityKey> SigningKeyAsync(Func<Guid, string> kid, CancellationToken cancellationToken)
    {
        var active = db.CredentialKeys.AsNoTracking().Where(k => k.RetiredAt == null);
        if (await active.SingleOrDefaultAsync(cancellationToken) is not { } key)
        {
            await InsertAsync(CredentialKey.Create(envelope, clock.GetUtcNow()), cancellationToken);
            key = await active.SingleAsync(cancellationToken); // perhaps another replica's
        }

        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(envelope.OpenBytes(key.PrivateKey, key.Id, nameof(key.PrivateKey)), out _);
        return new RsaSecurityKey(rsa) { KeyId = kid(key.Id) };
    }

    public static async Task<int> RotateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<TrainingDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await db
            .CredentialKeys.Where(k => k.RetiredAt == null)
            .ExecuteUpdateAsync(k => k.SetProperty(key => key.RetiredAt, now), cancellationToken);
        var key = CredentialKey.Create(services.GetRequiredService<Envelope>(), now);
        db.Add(key);
        db.Audit("rotate credential key", $"credential-key/{key.Id}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"Credentials are signed with key {key.Id} from now on.");
        return 0;
    }

    private Task<int> InsertAsync(CredentialKey key, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into credential_keys (id, modulus, exponent, private_key, created_at)
            values ({key.Id}, {key.Modulus}, {key.Exponent}, {key.PrivateKey}, {key.CreatedAt}) on conflict do nothing
            """,
            cancellationToken
        );
}
