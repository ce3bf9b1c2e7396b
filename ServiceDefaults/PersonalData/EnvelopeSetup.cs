using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SocialServices.ServiceDefaults.PersonalData;

internal static class EnvelopeSetup
{
    public static void AddEnvelope(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EncryptionOptions>().BindConfiguration("Encryption").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Envelope>();
    }
}
