using SocialServices.Reporting;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Facts;
using SocialServices.Reporting.Freshness;
using SocialServices.Reporting.Grpc;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("reporting");
builder.AddAccessTokens();
builder.AddServiceDatabase<ReportingDb>("reportingdb");
builder.AddMessaging(Subscriptions.Subscribe);
builder.Services.AddValidation();
builder.AddReporting();
builder.Services.AddHostedService<FreshnessWatch>();

var app = builder.Build();

app.UseServiceDefaults();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapGrpcService<IndicatorsService>().RequireScope(Scopes.ReportingRead);
app.MapReporting();
_ = app.Services.GetRequiredService<IndicatorCatalogue>(); // a wrong definition stops the process before it serves

return await app.RunServiceAsync<ReportingDb>(
    args,
    commands: new Dictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>>
    {
        [RebuildFacts.Command] = RebuildFacts.RunAsync,
        [ReconcileFacts.Command] = ReconcileFacts.RunAsync,
    }
);
