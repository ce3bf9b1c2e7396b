using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Gateway.Clients;

/// <summary>A system that may ask for access tokens: an agency's software, or one of our services.</summary>
internal sealed class ApiClient
{
    public const int LongestId = 50;

    /// <summary>Lower-case words joined by hyphens.</summary>
    public const string IdPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    public string Id { get; private init; } = "";
    public string DisplayName { get; private set; } = "";

    /// <summary>Code of the organization it acts for; null for our own services.</summary>
    public string? Organization { get; private set; }

    public List<string> Scopes { get; private set; } = [];

    /// <summary>See <see cref="ClientSecrets"/>.</summary>
    public byte[] SecretHash { get; private set; } = [];

    /// <summary>Defined by the gateway's configuration, which wins over the database at every start.</summary>
    public bool IsConfigured { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? DisabledAt { get; private set; }
    public uint Version { get; private init; }

    public bool IsActive => DisabledAt is null;

    public static ApiClient Create(
        string id,
        string displayName,
        string? organization,
        IEnumerable<string> scopes,
        byte[] secretHash,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            DisplayName = displayName,
            Organization = organization,
            Scopes = [.. scopes.Distinct(StringComparer.Ordinal)],
            SecretHash = secretHash,
            CreatedAt = now,
        };

    public void ChangeSecret(byte[] secretHash) => SecretHash = secretHash;

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

    /// <summary>Becomes what the configuration says, and active.</summary>
    public void Configure(ClientSettings settings, byte[] secretHash)
    {
        (DisplayName, Organization, IsConfigured, DisabledAt) = (settings.DisplayName, settings.Organization, true, null);
        if (!Scopes.ToHashSet(StringComparer.Ordinal).SetEquals(settings.ScopeList))
        {
            Scopes = [.. settings.ScopeList];
        }

        if (!SecretHash.AsSpan().SequenceEqual(secretHash))
        {
            SecretHash = secretHash;
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ApiClient>
    {
        public void Configure(EntityTypeBuilder<ApiClient> builder)
        {
            builder.ToTable("clients");
            builder.Property(c => c.Id).HasMaxLength(LongestId);
            builder.Property(c => c.DisplayName).HasMaxLength(200);
            builder.Property(c => c.Organization).HasMaxLength(50);
            builder.Property(c => c.Version).IsRowVersion();
        }
    }
}
