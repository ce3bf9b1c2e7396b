using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace SocialServices.Gateway.Clients;

/// <summary>What is known of a token that was issued: whose, until when, and whether it was revoked. The token itself is not stored.</summary>
internal sealed class AccessToken : OpenIddictEntityFrameworkCoreToken<Guid, ApiClient, Authorization>
{
    internal sealed class Mapping : IEntityTypeConfiguration<AccessToken>
    {
        public void Configure(EntityTypeBuilder<AccessToken> builder)
        {
            new OpenIddictEntityFrameworkCoreTokenConfiguration<AccessToken, ApiClient, Authorization, Guid>().Configure(builder);
            builder.ToTable("access_tokens");
            builder.HasIndex(t => t.CreationDate); // the old ones are removed
        }
    }
}

/// <summary>What a person allows a client to do. We have none; OpenIddict's tokens refer to them.</summary>
internal sealed class Authorization : OpenIddictEntityFrameworkCoreAuthorization<Guid, ApiClient, AccessToken>
{
    internal sealed class Mapping : IEntityTypeConfiguration<Authorization>
    {
        public void Configure(EntityTypeBuilder<Authorization> builder)
        {
            new OpenIddictEntityFrameworkCoreAuthorizationConfiguration<Authorization, ApiClient, AccessToken, Guid>().Configure(builder);
            builder.ToTable("authorizations");
        }
    }
}
