using SocialServices.Reporting.Suppression;

namespace SocialServices.Reporting.Indicators;

internal static class IndicatorsSetup
{
    public static void AddIndicators(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SuppressionOptions>().BindConfiguration("Suppression").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SmallCells>();
        foreach (var measure in typeof(IMeasure).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IMeasure))))
        {
            builder.Services.AddSingleton(typeof(IMeasure), measure);
        }

        builder.Services.AddSingleton<IndicatorCatalogue>();
        builder.Services.AddScoped<IndicatorReader>();
    }
}
