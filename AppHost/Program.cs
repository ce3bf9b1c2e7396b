using Projects;
using SocialServices.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
builder.AddSettings();

var servers = builder.AddServers(); // PostgreSQL, Redis and RabbitMQ: containers, local processes, or external ones
var encryptionKey = builder.AddSecret("encryption-key");

var gateway = builder
    .AddService<Gateway>("gateway", servers.AddDatabase("gatewaydb"))
    .Uses(servers.Cache)
    .Encrypts(encryptionKey)
    .AsPublicGateway();

var registry = builder
    .AddService<Registry>("registry", servers.AddDatabase("registrydb"))
    .Uses(servers.Messaging)
    .Encrypts(encryptionKey)
    .AsInternalService()
    .IdentifiedBy(gateway);

var training = builder
    .AddService<Training>("training", servers.AddDatabase("trainingdb"))
    .Uses(servers.Messaging)
    .Encrypts(encryptionKey)
    .AsInternalService()
    .IdentifiedBy(gateway)
    .ReachedThrough(gateway);

var referrals = builder
    .AddService<Referrals>("referrals", servers.AddDatabase("referralsdb"))
    .Uses(servers.Messaging)
    .Encrypts(encryptionKey)
    .FindsBy(builder.AddSecret("index-key"))
    .AsInternalService()
    .IdentifiedBy(gateway);

var reporting = builder
    .AddService<Reporting>("reporting", servers.AddDatabase("reportingdb"))
    .Uses(servers.Messaging)
    .Encrypts(encryptionKey)
    .AsInternalService()
    .IdentifiedBy(gateway);

registry.Asks(training).Asks(referrals);
training.Asks(registry);
referrals.Asks(registry).Asks(training);
reporting.Asks(registry).Asks(training).Asks(referrals);
gateway.RoutesTo(registry).RoutesTo(training).RoutesTo(referrals).RoutesTo(reporting);

var demoClients = gateway.AdmitDemoClients("programme", "cases", "provider-nrcs", "provider-yenme", "provider-keyik-okara");
builder.AddRunReport(gateway.Process, demoClients);

builder.Build().Run();
