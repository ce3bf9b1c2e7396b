using Microsoft.Extensions.DependencyInjection;
using SocialServices.Registry.Imports;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>A registry whose own worker does nothing, and whose batches are small.</summary>
public sealed class IdleWorkerApp : RegistryApp
{
    protected override Dictionary<string, string?> Settings => new() { ["Imports:BatchSize"] = "16" };

    protected override void Configure(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(ImportWorker<Import>)));
}
