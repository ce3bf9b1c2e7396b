using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Validation;
using SocialServices.Gateway.SigningKeys;

namespace SocialServices.Gateway.Identity;

/// <summary>Gives OpenIddict the keys of the <see cref="KeyRing"/>, and makes it take over new ones while it runs.</summary>
internal sealed class SigningCredentialsSource
    : IConfigureOptions<OpenIddictServerOptions>,
        IOptionsChangeTokenSource<OpenIddictServerOptions>,
        IOptionsChangeTokenSource<OpenIddictValidationOptions>,
        IDisposable
{
    private readonly KeyRing keys;

    // OpenIddict wants a key to encrypt tokens with; ours are signed only.
    private readonly SymmetricSecurityKey unused = new(RandomNumberGenerator.GetBytes(32));

    private CancellationTokenSource server = new();
    private CancellationTokenSource validation = new();

    public SigningCredentialsSource(KeyRing keys)
    {
        this.keys = keys;
        keys.Changed += Reload;
    }

    public string Name => Options.DefaultName;

    /// <summary>The key that signs comes first; all of them stand in the JWKS.</summary>
    public void Configure(OpenIddictServerOptions options)
    {
        var signing = keys.Signing;
        options.SigningCredentials.Add(signing.Credentials);
        options.SigningCredentials.AddRange(keys.Published.Where(key => key != signing).Select(key => key.Credentials));
        options.EncryptionCredentials.Add(
            new EncryptingCredentials(unused, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512)
        );
    }

    IChangeToken IOptionsChangeTokenSource<OpenIddictServerOptions>.GetChangeToken() => new CancellationChangeToken(server.Token);

    IChangeToken IOptionsChangeTokenSource<OpenIddictValidationOptions>.GetChangeToken() => new CancellationChangeToken(validation.Token);

    public void Dispose()
    {
        keys.Changed -= Reload;
        server.Dispose();
        validation.Dispose();
    }

    // The validation copies the keys of the server: after it.
    private void Reload()
    {
        Interlocked.Exchange(ref server, new CancellationTokenSource()).Cancel();
        Interlocked.Exchange(ref validation, new CancellationTokenSource()).Cancel();
    }
}
