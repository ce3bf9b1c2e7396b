namespace SocialServices.Gateway.ActingPersons;

internal static class ActingPersonSetup
{
    public static WebApplicationBuilder AddActingPersons(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<WorkerRegister>();
        builder.Services.AddScoped<ExchangeToken>();
        return builder;
    }
}
