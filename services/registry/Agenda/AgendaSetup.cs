using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Workers;

namespace SocialServices.Registry.Agenda;

internal static class AgendaSetup
{
    /// <summary>What begins by itself on its day.</summary>
    public static void AddAgenda(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AgendaOptions>().BindConfiguration("Agenda").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<BeginVersions>();
        builder.Services.AddScoped<BeginPosts>();
        builder.Services.AddScoped<TurnOfDay>();
        builder.Services.AddHostedService<AgendaWatch>();
    }
}
