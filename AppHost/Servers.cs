using System.Security.Cryptography;
using System.Text;
using SocialServices.AppHost.LocalServers;
using Server = Aspire.Hosting.ApplicationModel.IResourceBuilder<Aspire.Hosting.ApplicationModel.IResourceWithConnectionString>;

namespace SocialServices.AppHost;

/// <summary>PostgreSQL, Redis and RabbitMQ, wherever they come from: nothing else in the system knows.</summary>
/// <param name="Cache">Redis.</param>
/// <param name="Messaging">RabbitMQ.</param>
/// <param name="AddDatabase">Adds the database of the service with this name.</param>
internal sealed record Servers(Server Cache, Server Messaging, Func<string, Server> AddDatabase);

internal static class ServersExtensions
{
    /// <summary>
    /// The setting `Servers`: `containers` (default where a container engine answers), `local` (child processes; default
    /// otherwise) or `external` (the settings ConnectionStrings:cache, :messaging and one for each database).
    /// </summary>
    public static Servers AddServers(this IDistributedApplicationBuilder builder)
    {
        var choice = builder.Configuration[Settings.Servers];
        return (
            string.IsNullOrEmpty(choice)
                ? ContainerEngine.Answers()
                    ? "containers"
                    : "local"
                : choice
        ) switch
        {
            "containers" => builder.AddContainers(),
            "local" => builder.AddLocalServers(),
            "external" => builder.AddExternalServers(),
            _ => throw new DistributedApplicationException($"Servers is '{choice}'; it can be containers, local or external."),
        };
    }

    private static Servers AddContainers(this IDistributedApplicationBuilder builder)
    {
        var password = builder.AddSecret("postgres-password");
        var postgres = builder.AddPostgres("postgres", password: password).WithDataVolume(builder.Volume("postgres"));
        return new(
            builder.AddRedis("cache", password: builder.AddSecret("cache-password")).WithDataVolume(builder.Volume("cache")).WithAccounts(),
            builder
                .AddRabbitMQ("messaging", password: builder.AddSecret("messaging-password"))
                .WithDataVolume(builder.Volume("messaging"))
                .WithAccounts(),
            service => builder.AddServiceDatabase(service, postgres, postgres.Resource.PrimaryEndpoint)
        );
    }

    private static Servers AddLocalServers(this IDistributedApplicationBuilder builder)
    {
        var postgres = builder.AddLocalPostgres("postgres", builder.AddSecret("postgres-password"));
        return new(
            builder.AddLocalRedis("cache", builder.AddSecret("cache-password")),
            builder.AddLocalRabbitMq("messaging", builder.AddSecret("messaging-password")),
            service => builder.AddServiceDatabase(service, postgres, postgres.Resource.Endpoint)
        );
    }

    private static Servers AddExternalServers(this IDistributedApplicationBuilder builder) =>
        new(
            builder.AddConnectionString("cache"),
            builder.AddConnectionString("messaging"),
            service => builder.AddConnectionString($"{service}db")
        );

    /// <summary>Volumes belong to the instance whose state directory has their secrets; `./stack reset` deletes both.</summary>
    private static string Volume(this IDistributedApplicationBuilder builder, string server)
    {
        var instance = SHA256.HashData(Encoding.UTF8.GetBytes(builder.Configuration[Settings.StateDirectory]!));
        return $"socialservices-{Convert.ToHexStringLower(instance.AsSpan(0, 4))}-{server}";
    }
}
