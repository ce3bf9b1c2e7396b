using Projects;
using SocialServices.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
builder.AddSettings();

var servers = builder.AddServers(); // PostgreSQL, Redis and RabbitMQ: containers, local processes, or external ones

var gateway = builder.AddService<Gateway>("gateway", servers).Uses(servers.Cache).Uses(servers.Messaging).AsPublicGateway();
var registry = builder.AddService<Registry>("registry", servers).Uses(servers.Messaging).AsInternalService().IdentifiedBy(gateway);
var training = builder.AddService<Training>("training", servers).Uses(servers.Messaging).AsInternalService().IdentifiedBy(gateway);
var referrals = builder.AddService<Referrals>("referrals", servers).Uses(servers.Messaging).AsInternalService().IdentifiedBy(gateway);
var reporting = builder.AddService<Reporting>("reporting", servers).Uses(servers.Messaging).AsInternalService().IdentifiedBy(gateway);

referrals.WithSecret("Encryption__IndexKey", "index-key"); // sealed values are found by blind indexes under a key that is never rotated
reporting.WithSecret("Rounding__Key", "rounding-key"); // the same people give the same rounded number for ever
registry.Asks(training).Asks(referrals);
training.ReachedThrough(gateway).Asks(registry);
referrals.Asks(registry).Asks(training);
reporting.Asks(registry).Asks(training).Asks(referrals);
gateway.Asks(registry).IdentifiedBy(gateway); // whom it issues a token for, the registry knows
gateway.RoutesTo(registry).RoutesTo(training).RoutesTo(referrals).RoutesTo(reporting);

var demoClients = gateway.AdmitDemoClients("programme", "cases", "auditor", "provider-nrcs", "provider-yenme", "provider-keyik-okara");
builder.AddRunReport(gateway, demoClients);

builder.Build().Run();
