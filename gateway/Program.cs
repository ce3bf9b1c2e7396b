using SocialServices.Gateway.ActingPersons;
using SocialServices.Gateway.ApiDocs;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Data;
using SocialServices.Gateway.Identity;
using SocialServices.Gateway.Pages;
using SocialServices.Gateway.RateLimits;
using SocialServices.Gateway.Routes;
using SocialServices.Gateway.SigningKeys;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("gateway");
builder.AddServiceDatabase<GatewayDb>("gatewaydb");
builder.AddMessaging();
builder.AddSigningKeys();
builder.AddClients();
builder.AddIdentity();
builder.AddActingPersons();
builder.AddRateLimits();
builder.AddRoutes();
builder.AddApiDocs();
builder.Services.AddCors();
builder.Services.AddValidation();

var app = builder.Build();

app.UseTrustedProxies();
app.UseSecurityHeaders();
app.UseCrossOrigin();
app.UseTokenRequests();
app.UseRateLimitsOfDiscovery();
app.UseServiceDefaults(beforeAuthorization: RateLimitSetup.UseRateLimits);
app.MapHealth();
app.MapClients();
app.MapRoutes();
app.MapApiDocs();
StartPage.Map(app);

return await app.RunServiceAsync<GatewayDb>(args, commands: RotateSigningKey.Command);
