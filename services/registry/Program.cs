using SocialServices.Contracts.Referrals;
using SocialServices.Contracts.Training;
using SocialServices.Registry.Agenda;
using SocialServices.Registry.Changes;
using SocialServices.Registry.Data;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Grpc;
using SocialServices.Registry.Hsds;
using SocialServices.Registry.Imports;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.Registry.Reference;
using SocialServices.Registry.Reservations;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.Registry.Sites.Searching;
using SocialServices.Registry.Vocabularies;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("registry");
builder.AddAccessTokens();
builder.AddServiceDatabase<RegistryDb>("registrydb");
builder.AddMessaging(events =>
    events
        .On<ReferralStatusChanged, ReferralStatusChangedHandler>()
        .Follow("referrals")
        .On<CertificateIssued, CertificateIssuedHandler>()
        .On<CertificateRevoked, CertificateRevokedHandler>()
        .Follow("training")
);
builder.AddCapacityLedger();
builder.AddImports<Import, RunImport>();
builder.AddAgenda();
builder.Services.AddSingleton<SearchConnections>();
builder.Services.AddValidation();

var app = builder.Build();

app.UseServiceDefaults();
app.MapServiceDefaults();
app.MapPlaces();
app.MapOrganizations();
app.MapServiceTypes();
app.MapTerms();
app.MapSites();
app.MapWorkers();
app.MapSiteExport();
app.MapOrganizationExport();
app.MapServiceTypeExport();
app.MapImports();
app.MapChanges();
app.MapHsds();
app.MapAudit("/api/v1/registry", Scopes.RegistryRead);
app.MapGrpcDefaults();
app.MapGrpcService<DirectoryService>().RequireScope(Scopes.RegistryRead);
app.MapGrpcService<CapacityService>().RequireScope(Scopes.RegistryCapacity);

return await app.RunServiceAsync<RegistryDb>(
    args,
    ReferenceData.LoadAsync,
    new Dictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>> { [CheckLedger.Command] = CheckLedger.RunAsync }
);
