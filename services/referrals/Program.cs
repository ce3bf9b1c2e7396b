using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("referrals");
builder.AddAccessTokens();
builder.AddServiceDatabase<ReferralsDb>("referralsdb");
builder.AddMessaging();
builder.Services.AddValidation();

var app = builder.Build();

app.UseServiceDefaults();
app.MapServiceDefaults();
app.MapGrpcDefaults();

return await app.RunServiceAsync<ReferralsDb>(args);
