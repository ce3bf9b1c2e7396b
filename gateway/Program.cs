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
using SocialServices.ServiceDefaults.Peers;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("gateway");
builder.AddServiceDatabase<GatewayDb>("gatewaydb");
builder.AddMessaging();
builder.AddPeer<Directory.DirectoryClient>("registry"); // asked as a client of its own, with a token like any other
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
