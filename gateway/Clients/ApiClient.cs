using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using SocialServices.Contracts.Gateway;
using SocialServices.ServiceDefaults.Foundation;
using Access = SocialServices.ServiceDefaults.Access;

namespace SocialServices.Gateway.Clients;

/// <summary>A system that may ask for access tokens: an agency's software, or one of our services. OpenIddict's application.</summary>
internal sealed class ApiClient : OpenIddictEntityFrameworkCoreApplication<Guid, Authorization, AccessToken>, IVersioned
{
    public const int MaxIdLength = 50;

    /// <summary>Lower-case words joined by hyphens.</summary>
    public const string IdPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    /// <summary>Code of the organization it acts for; null for our own services.</summary>
    public string? Organization { get; private set; }

    public List<string> Scopes { get; private set; } = [];

    /// <summary>Defined by the gateway's configuration, which wins over the database at every start.</summary>
    public bool IsConfigured { get; private set; }

    public string? ProviderIssuer { get; private set; }
    public string? ProviderClientId { get; private set; }
    public string? ProviderWorkerClaim { get; private set; }

    /// <summary>Null = its workers log in nowhere that we believe.</summary>
    public ClientProvider? Provider =>
        ProviderIssuer is null ? null : new ClientProvider(ProviderIssuer, ProviderClientId!, ProviderWorkerClaim!);

    /// <summary>Who asked for the scopes on data about people; see <see cref="Administrator"/>.</summary>
    public string? RequestedBy { get; private set; }

    /// <summary>Last day of the scopes on data about people.</summary>
    public DateOnly? EndsOn { get; private set; }

    public string? ApprovedBy { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Until a second administrator approves, it has no scope on data about people.</summary>
    public bool AwaitsApproval => !IsConfigured && ApprovedAt is null && ScopesAboutPeople.Count > 0;

    public IReadOnlyList<string> ScopesAboutPeople => [.. Scopes.Where(Access.Scopes.IsAboutPeople)];

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

    /// <summary>What it may ask for on this day.</summary>
    public IReadOnlyList<string> ScopesOn(DateOnly today) =>
        IsConfigured || (ApprovedAt is not null && today <= EndsOn) ? Scopes : [.. Scopes.Except(ScopesAboutPeople)];

    /// <summary>Asks for the scopes on data about people until a day: another administrator must approve, also what was approved.</summary>
    public void RequestAccess(Administrator administrator, DateOnly? endsOn) =>
        (RequestedBy, EndsOn, ApprovedBy, ApprovedAt) = (administrator.ToString(), endsOn, null, null);

    public void Approve(Administrator administrator, DateTimeOffset now) => (ApprovedBy, ApprovedAt) = (administrator.ToString(), now);

    public AccessRequested AccessRequested() => new(ClientId!, Organization!, ScopesAboutPeople, EndsOn!.Value);

    public AccessApproved AccessApproved() => new(ClientId!, Organization!, ScopesAboutPeople, EndsOn!.Value);

    /// <summary>
    /// Whoever changes how a client proves who it is can act as the client: with scopes on data about people a second
    /// administrator must approve again.
    /// </summary>
    /// <returns>True when that is so.</returns>
    public bool CredentialsChangedBy(Administrator administrator)
    {
        if (IsConfigured || EndsOn is null)
        {
            return false; // it has none, or nobody has asked for them yet
        }

        RequestAccess(administrator, EndsOn);
        return true;
    }

    /// <param name="secretHash">By <see cref="ClientManager.HashAsync"/>.</param>
    public void ChangeSecret(string secretHash) => ClientSecret = secretHash;

    /// <summary>None = it has a secret only.</summary>
    public void ChangeKeys(IEnumerable<JsonWebKey> keys)
    {
        var json = ClientKeys.ToJson(keys);
        JsonWebKeySet = ClientKeys.Ids(json).Count == 0 ? null : json;
    }

    public void ChangeProvider(ClientProvider? provider) =>
        (ProviderIssuer, ProviderClientId, ProviderWorkerClaim) = (provider?.Issuer, provider?.ClientId, provider?.WorkerClaim);

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
        ChangeProvider(settings.Provider?.ToProvider());
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
            builder.Property(c => c.ProviderIssuer).HasMaxLength(ClientProvider.MaxIssuerLength);
            builder.Property(c => c.ProviderClientId).HasMaxLength(ClientProvider.MaxClientIdLength);
            builder.Property(c => c.ProviderWorkerClaim).HasMaxLength(ClientProvider.MaxClaimLength);
            builder.Property(c => c.RequestedBy).HasMaxLength(Administrator.MaxLength);
            builder.Property(c => c.ApprovedBy).HasMaxLength(Administrator.MaxLength);
            builder.Ignore(c => c.Provider).Ignore(c => c.ScopesAboutPeople).Ignore(c => c.AwaitsApproval);
            builder.Property(c => c.Version).IsRowVersion();
        }
    }
}
