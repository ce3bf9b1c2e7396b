using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using SocialServices.Gateway.Identity;

namespace SocialServices.Gateway.Clients;

/// <summary>A system that may ask for access tokens: an agency's software, or one of our services. OpenIddict's application.</summary>
internal sealed class ApiClient : OpenIddictEntityFrameworkCoreApplication<Guid, Authorization, AccessToken>
{
    public const int MaxIdLength = 50;

    /// <summary>Lower-case words joined by hyphens.</summary>
    public const string IdPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    /// <summary>Code of the organization it acts for; null for our own services.</summary>
    public string? Organization { get; private set; }

    public List<string> Scopes { get; private set; } = [];

    /// <summary>Defined by the gateway's configuration, which wins over the database at every start.</summary>
    public bool IsConfigured { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? DisabledAt { get; private set; }
    public uint Version { get; private init; }

    public bool IsActive => DisabledAt is null;

    public static ApiClient Create(
        string clientId,
        string displayName,
        string? organization,
        IEnumerable<string> scopes,
        string secretHash,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ClientId = clientId,
            ClientType = OpenIddictConstants.ClientTypes.Confidential,
            ClientSecret = secretHash,
            DisplayName = displayName,
            Organization = organization,
            Scopes = [.. scopes.Distinct(StringComparer.Ordinal)],
            CreatedAt = now,
        };

    /// <param name="secretHash">By <see cref="ClientManager.HashAsync"/>.</param>
    public void ChangeSecret(string secretHash) => ClientSecret = secretHash;

    /// <summary>None = it has a secret only.</summary>
    public void ChangeKeys(IEnumerable<JsonWebKey> keys)
    {
        var json = ClientKeys.ToJson(keys);
        JsonWebKeySet = ClientKeys.Ids(json).Count == 0 ? null : json;
    }

    /// <returns>False, and nothing changes, when it is disabled already.</returns>
    public bool TryDisable(DateTimeOffset now)
    {
        if (!IsActive)
        {
            return false;
        }

        DisabledAt = now;
        return true;
    }

    /// <summary>Becomes what the configuration says, and active; its secret stays.</summary>
    public void Configure(ClientSettings settings)
    {
        (DisplayName, Organization, IsConfigured, DisabledAt) = (settings.DisplayName, settings.Organization, true, null);
        if (!Scopes.ToHashSet(StringComparer.Ordinal).SetEquals(settings.ScopeList))
        {
            Scopes = [.. settings.ScopeList];
        }

        ChangeKeys(settings.Keys);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ApiClient>
    {
        public void Configure(EntityTypeBuilder<ApiClient> builder)
        {
            new OpenIddictEntityFrameworkCoreApplicationConfiguration<ApiClient, Authorization, AccessToken, Guid>().Configure(builder);
            builder.ToTable("api_clients");

            // Of clients that log people in, and permissions that our scopes express.
            builder.Ignore(c => c.ApplicationType).Ignore(c => c.ConsentType).Ignore(c => c.DisplayNames);
            builder.Ignore(c => c.Permissions).Ignore(c => c.PostLogoutRedirectUris).Ignore(c => c.Properties);
            builder.Ignore(c => c.RedirectUris).Ignore(c => c.Requirements).Ignore(c => c.Settings);

            builder.Property(c => c.ClientId).HasMaxLength(MaxIdLength).IsRequired();
            builder.Property(c => c.DisplayName).HasMaxLength(200).IsRequired();
            builder.Property(c => c.Organization).HasMaxLength(50);
            builder.Property(c => c.Version).IsRowVersion();
        }
    }
}
