using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Gateway.Clients;

/// <summary>A client as the configuration defines it (section <c>Clients:ID</c>).</summary>
internal sealed class ClientSettings
{
    /// <summary>Characters of a configured secret; generated ones have 43.</summary>
    public const int MinSecretLength = 32;

    public string DisplayName { get; set; } = "";

    /// <summary>Code of the organization it acts for; our own services have none.</summary>
    public string? Organization { get; set; }

    /// <summary>Space separated, because lists from several sources of configuration would be mixed entry by entry.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>What it may grant to other clients when it has gateway.admin; space separated.</summary>
    public string MayGrant { get; set; } = "";

    public IReadOnlyList<string> MayGrantList => MayGrant.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Without one the client is not active.</summary>
    public string? Secret { get; set; }

    /// <summary>In PEM; several may follow one another.</summary>
    public string? PublicKeys { get; set; }

    /// <summary>Where its workers log in, if anywhere.</summary>
    public ProviderSettings? Provider { get; set; }

    public IReadOnlyList<JsonWebKey> Keys => [.. Pems().Select(ClientKeys.Read).OfType<JsonWebKey>()];

    /// <summary>Whether all of <see cref="PublicKeys"/> can be read.</summary>
    public bool HasReadableKeys => Pems().Count() == Keys.Count;

    public IReadOnlyList<string> ScopeList =>
        [.. Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> Pems() =>
        (PublicKeys ?? "")
            .Split("-----BEGIN ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pem => "-----BEGIN " + pem);
}

/// <summary>Section <c>Clients:ID:Provider</c>.</summary>
internal sealed class ProviderSettings
{
    public string Issuer { get; set; } = "";
    public string ClientId { get; set; } = "";
    public string WorkerClaim { get; set; } = "sub";

    public ClientProvider ToProvider() => new(Issuer, ClientId, WorkerClaim);
}

/// <summary>Section <c>Clients</c>, by client id.</summary>
internal sealed class ConfiguredClientOptions
{
    public Dictionary<string, ClientSettings> Clients { get; } = new(StringComparer.Ordinal);
}

/// <summary>The process does not start with a client that is half defined or has a secret that could be guessed.</summary>
internal sealed class ConfiguredClientValidator : IValidateOptions<ConfiguredClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ConfiguredClientOptions options)
    {
        var faults = options
            .Clients.Where(client => client.Value.Secret is { Length: > 0 })
            .SelectMany(client => Faults(client.Key, client.Value))
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(string id, ClientSettings client)
    {
        if (id.Length > ApiClient.MaxIdLength || !Regex.IsMatch(id, ApiClient.IdPattern))
        {
            yield return $"Clients:{id} is not a client id: lower-case words joined by hyphens, at most {ApiClient.MaxIdLength} characters.";
        }

        if (client.Secret!.Length < ClientSettings.MinSecretLength)
        {
            yield return $"Clients:{id}:Secret is shorter than {ClientSettings.MinSecretLength} characters.";
        }

        if (client.DisplayName is "" || client.DisplayName.Length > 200)
        {
            yield return $"Clients:{id}:DisplayName is missing or longer than 200 characters.";
        }

        if (client.Organization is "" or "*" or { Length: > 50 })
        {
            yield return $"Clients:{id}:Organization is not the code of an organization.";
        }

        if (
            client.Provider is { } provider
            && (!ClientProvider.IsIssuer(provider.Issuer, allowHttp: true) || provider.ClientId is "" || provider.WorkerClaim is "")
        )
        {
            yield return $"Clients:{id}:Provider:Issuer is not a URL, or Provider:ClientId or Provider:WorkerClaim is missing.";
        }

        if (!client.HasReadableKeys)
        {
            yield return $"Clients:{id}:PublicKeys holds something else than public keys in PEM.";
        }

        if (client.MayGrantList.Except(Scopes.All.Except(Scopes.OfServices)).Any())
        {
            yield return $"Clients:{id}:MayGrant names a scope that does not exist or that is for the programme's own services.";
        }

        if (client.ScopeList.Count == 0 || client.ScopeList.Except(Scopes.All).Any())
        {
            yield return $"Clients:{id}:Scopes is missing or names an unknown scope.";
        }
    }
}
