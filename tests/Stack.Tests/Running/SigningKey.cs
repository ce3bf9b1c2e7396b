using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Npgsql;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Stack.Tests.Running;

internal static class SigningKey
{
    /// <summary>The gateway's own key, taken out of its database with the system's secret: nobody else can make a token that is only too old.</summary>
    public static async Task<ECDsa> ReadAsync(RunningSystem system, CancellationToken cancellationToken)
    {
        var encryptionKey = await system.Resources.SecretAsync("gateway-encryption-key");
        await using var source = NpgsqlDataSource.Create(await system.Resources.ConnectionStringAsync("gatewaydb"));
        await using var command = source.CreateCommand(
            "select id, private_key from signing_keys where active_from <= now() order by active_from desc limit 1"
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        Assert.True(await row.ReadAsync(cancellationToken), "The gateway has no signing key.");

        var envelope = new Envelope(Options.Create(new EncryptionOptions { Key = encryptionKey }));
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(envelope.OpenBytes(row.GetFieldValue<byte[]>(1), row.GetGuid(0), "PrivateKey"), out _);
        return key;
    }
}
