using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using SocialServices.Gateway.SigningKeys;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Gateway.Tokens;

internal static class TokenSetup
{
    /// <summary>Issues tokens, and accepts its own without asking itself over HTTP.</summary>
    public static WebApplicationBuilder AddTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<IssuerOptions>().BindConfiguration("Identity").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AccessToken>();
        builder.Services.AddSingleton<FailedAttempts>();
        builder.AddAccessTokens(_ => { });
        builder
            .Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<KeyRing, IOptions<IssuerOptions>>(
                (options, keys, issuer) =>
                {
                    options.TokenValidationParameters.ValidIssuer = issuer.Value.Url();
                    options.TokenValidationParameters.IssuerSigningKeyResolver = (_, _, kid, _) =>
                        keys.Published.Where(key => key.Key.KeyId == kid).Select(key => key.Key);
                }
            );
        return builder;
    }

    public static void MapTokens(this WebApplication app)
    {
        IssueToken.Map(app);
        Discovery.Map(app);
        PublishKeys.Map(app);
    }
}
