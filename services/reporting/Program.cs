using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("reporting");
builder.AddAccessTokens();
builder.AddServiceDatabase<ReportingDb>("reportingdb");
builder.AddMessaging();
builder.Services.AddValidation();

var app = builder.Build();

app.UseServiceDefaults();
app.MapServiceDefaults();
app.MapGrpcDefaults();

return await app.RunServiceAsync<ReportingDb>(args);
