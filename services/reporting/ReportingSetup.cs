using SocialServices.Reporting.Dhis2;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Inside;
using SocialServices.Reporting.OpenPeriod;
using SocialServices.Reporting.Releases;
using SocialServices.Reporting.Suppression;
using SocialServices.Reporting.Trust;

namespace SocialServices.Reporting;

internal static class ReportingSetup
{
    public static void AddReporting(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SuppressionOptions>().BindConfiguration("Suppression").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<TrustOptions>().BindConfiguration("Trust").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<RoundingOptions>().BindConfiguration("Rounding").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<Dhis2Options>().BindConfiguration("Dhis2").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHttpClient(PushRelease.ClientName);
        builder.Services.AddSingleton<IndicatorCatalogue>();
        builder.Services.AddSingleton<Protection>();
        builder.Services.AddSingleton<ReleaseCache>();
        builder.Services.AddSingleton<Rounding>();
        builder.Services.AddScoped<Counter>();
        builder.Services.AddScoped<InsideFigures>();
        builder.Services.AddScoped<OpenFigures>();
        builder.Services.AddScoped<Drafting>();
        builder.Services.AddScoped<ReleaseMaker>();
        builder.Services.AddScoped<ReleaseReader>();
        builder.Services.AddHostedService<ReleaseWorker>();
        builder.Services.AddHostedService<TrustWatch>();
    }
}
