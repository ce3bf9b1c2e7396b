using SocialServices.ServiceDefaults.Peers;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Gateway.ActingPersons;

internal static class ActingPersonSetup
{
    /// <summary>Asks the registry as a client of its own, with a token like any other.</summary>
    public static WebApplicationBuilder AddActingPersons(this WebApplicationBuilder builder)
    {
        builder.AddPeer<Directory.DirectoryClient>("registry");
        builder.Services.AddScoped<WorkerRegister>();
        builder.Services.AddScoped<ExchangeToken>();
        IdentityProviders.Add(builder.Services);
        return builder;
    }
}
