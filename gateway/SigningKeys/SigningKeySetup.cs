namespace SocialServices.Gateway.SigningKeys;

internal static class SigningKeySetup
{
    public static WebApplicationBuilder AddSigningKeys(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SigningKeyOptions>().BindConfiguration("SigningKeys").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddHostedService<KeyRotation>();
        return builder;
    }
}
