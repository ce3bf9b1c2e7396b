using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Access;

/// <summary>Access tokens of the gateway, or of any OpenID provider named by <c>Identity:Authority</c>.</summary>
public static class Authentication
{
    public const string Audience = "socialservices";

    /// <summary>Accepts tokens of <c>Identity:Authority</c> and lets nobody in where an endpoint says nothing.</summary>
    public static WebApplicationBuilder AddAccessTokens(this WebApplicationBuilder builder)
    {
        var authority = new Uri(builder.Configuration.GetRequiredSetting("Identity:Authority"));
        builder
            .Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.Authority = authority.ToString().TrimEnd('/');
                options.RequireHttpsMetadata = !authority.IsLoopback && builder.Configuration.GetValue("Identity:RequireHttps", true);
                options.Audience = Audience;
                options.MapInboundClaims = false;
                options.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidIssuers = [authority.ToString(), authority.ToString().TrimEnd('/')],
                    ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                    ValidTypes = ["at+jwt"],
                    ClockSkew = TimeSpan.FromSeconds(30),
                    NameClaimType = "client_id",
                };
            });
        builder.Services.AddAccessRules();
        return builder;
    }

    /// <summary>The rules without the tokens, for the process that issues them: the gateway.</summary>
    public static void AddAccessRules(this IServiceCollection services)
    {
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder()
                    .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint) // so that an unknown path is 404, and 405 and 415 stay what they are
                    .Build()
            );
        services.AddHostedService<EndpointRules>();
    }
}
