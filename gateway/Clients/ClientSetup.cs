using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Audit;

namespace SocialServices.Gateway.Clients;

internal static class ClientSetup
{
    public static WebApplicationBuilder AddClients(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ConfiguredClientOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection("Clients").Bind(options.Clients))
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ConfiguredClientOptions>, ConfiguredClientValidator>();
        builder.Services.AddSingleton<Grants>();
        builder.Services.AddScoped<KnownOrganizations>();
        IdentityProviders.Add(builder.Services);
        builder.Services.AddHostedService<ConfiguredClients>();
        return builder;
    }

    public static void MapClients(this WebApplication app)
    {
        var clients = app.MapGroup("/api/v1/gateway/clients")
            .RequireScope(Scopes.GatewayAdmin)
            .AboutPeople("client")
            .WithTags("API clients");
        CreateClient.Map(clients);
        GetClient.Map(clients);
        ListClients.Map(clients);
        RotateClientSecret.Map(clients);
        RequestAccess.Map(clients);
        ApproveAccess.Map(clients);
        RegisterKeys.Map(clients);
        RegisterProvider.Map(clients);
        DisableClient.Map(clients);
        app.MapAudit("/api/v1/gateway", Scopes.GatewayAdmin);
    }
}
