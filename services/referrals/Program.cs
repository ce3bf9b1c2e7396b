using SocialServices.Contracts.Registry.V1;
using SocialServices.Contracts.Training.V1;
using SocialServices.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;
using SocialServices.ServiceDefaults.Peers;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("referrals");
builder.AddAccessTokens();
builder.AddServiceDatabase<ReferralsDb>("referralsdb");
builder.AddMessaging();
builder.AddPeer<Directory.DirectoryClient>("registry");
builder.AddPeer<CapacityLedger.CapacityLedgerClient>("registry");
builder.AddPeer<Qualifications.QualificationsClient>("training");
builder.Services.AddValidation();
builder.Services.AddReferrals();

var app = builder.Build();

app.UseServiceDefaults();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapReferrals();

return await app.RunServiceAsync<ReferralsDb>(args);
