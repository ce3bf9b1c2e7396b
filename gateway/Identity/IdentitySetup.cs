using Microsoft.Extensions.Options;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using OpenIddict.Validation;
using OpenIddict.Validation.AspNetCore;
using SocialServices.Gateway.ActingPersons;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Data;
using SocialServices.Gateway.SigningKeys;
using SocialServices.ServiceDefaults.Access;
using Server = Microsoft.Extensions.DependencyInjection.OpenIddictServerBuilder;

namespace SocialServices.Gateway.Identity;

/// <summary>OpenIddict issues the tokens, and checks each one that comes in: also whether it was revoked or its client disabled.</summary>
internal static class IdentitySetup
{
    public const string Endpoints = "/oauth";
    public const string TokenPath = Endpoints + "/token";
    public const string Discovery = "/.well-known";

    public static WebApplicationBuilder AddIdentity(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<IssuerOptions>().BindConfiguration("Identity").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSigningCredentials();
        builder.Services.AddSingleton<TokenAttempts>();
        builder.Services.AddHostedService<PruneTokens>();
        builder
            .Services.AddOpenIddict()
            .AddCore(core =>
            {
                core.UseEntityFrameworkCore()
                    .UseDbContext<GatewayDb>()
                    .ReplaceDefaultEntities<ApiClient, Authorization, OpenIddictEntityFrameworkCoreScope<Guid>, AccessToken, Guid>();
                core.ReplaceApplicationManager<ApiClient, ClientManager>().ReplaceTokenManager<AccessToken, TokenManager>();
                core.DisableEntityCaching();
            })
            .AddServer(Configure)
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.AddAudiences(Authentication.Audience).EnableTokenEntryValidation();
                validation.UseAspNetCore().DisableAccessTokenExtractionFromBodyForm().DisableAccessTokenExtractionFromQueryString();
            });
        builder.Services.AddScoped(services =>
            (ClientManager)services.GetRequiredService<OpenIddict.Core.OpenIddictApplicationManager<ApiClient>>()
        );
        builder.Services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        builder.Services.AddAccessRules();
        return builder;
    }

    private static void Configure(Server server)
    {
        server.AllowClientCredentialsFlow();
        server.SetAccessTokenLifetime(KeySchedule.TokenLifetime).DisableAccessTokenEncryption().DisableAuthorizationStorage();
        server.RegisterScopes([.. Scopes.All]);
        server.RegisterClaims("client_id", "scope", "act", PersonClaims.Organization, PersonClaims.Purpose, PersonClaims.Assurance);

        // What a client may do stands in its scopes, which GrantToken checks.
        server.DisableScopeValidation().IgnoreScopePermissions().IgnoreGrantTypePermissions().IgnoreEndpointPermissions();
        server.UseAspNetCore().DisableTransportSecurityRequirement(); // TLS ends before the gateway
        server.AddEventHandler(GrantToken.Descriptor);
        server.AddEventHandler(TellScopes.Descriptor);
        server.AddEventHandler(NameToken.Descriptor);
        server.AddEventHandler(AcceptAssertionOnce.Descriptor);
        server.AddEventHandler(UnavailableAnswer.Descriptor);
        SubjectTokens.AddTo(server);
        TokenRequests.AddTo(server);
        TokenAttempts.AddTo(server);
    }

    private static void AddSigningCredentials(this IServiceCollection services)
    {
        services.AddSingleton<SigningCredentialsSource>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(Source);
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(Source);
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictValidationOptions>>(Source);
        services
            .AddOptions<OpenIddictServerOptions>()
            .Configure<IOptions<IssuerOptions>>(
                (options, issuer) =>
                {
                    // The first address of each is published: the public one, whatever the caller writes into Host.
                    // The second is where requests come in.
                    options.Issuer = new Uri(issuer.Value.Url());
                    Add(options.TokenEndpointUris, TokenPath);
                    Add(options.IntrospectionEndpointUris, Endpoints + "/introspect");
                    Add(options.RevocationEndpointUris, Endpoints + "/revoke");
                    Add(options.JsonWebKeySetEndpointUris, Discovery + "/jwks.json");
                    Add(options.ConfigurationEndpointUris, Discovery + "/openid-configuration");
                    options.ConfigurationEndpointUris.Add(new Uri(Discovery[1..] + "/oauth-authorization-server", UriKind.Relative));

                    void Add(List<Uri> endpoints, string path)
                    {
                        endpoints.Clear();
                        endpoints.Add(new Uri(issuer.Value.Url(path)));
                        endpoints.Add(new Uri(path[1..], UriKind.Relative));
                    }
                }
            );

        static SigningCredentialsSource Source(IServiceProvider services) => services.GetRequiredService<SigningCredentialsSource>();
    }
}
