using SocialServices.AppHost.LocalServers;
using Server = Aspire.Hosting.ApplicationModel.IResourceBuilder<Aspire.Hosting.ApplicationModel.IResourceWithConnectionString>;

namespace SocialServices.AppHost;

/// <summary>PostgreSQL, Redis and RabbitMQ, wherever they come from: nothing else in the system knows.</summary>
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
            "external" => new(
                builder.AddConnectionString("cache"),
                builder.AddConnectionString("messaging"),
                name => builder.AddConnectionString(name)
            ),
            _ => throw new DistributedApplicationException($"Servers is '{choice}'; it can be containers, local or external."),
        };
    }

    private static Servers AddContainers(this IDistributedApplicationBuilder builder)
    {
        var postgres = builder.AddPostgres("postgres", password: builder.AddSecret("postgres-password")).WithDataVolume();
        return new(
            builder.AddRedis("cache", password: builder.AddSecret("cache-password")).WithDataVolume(),
            builder.AddRabbitMQ("messaging", password: builder.AddSecret("messaging-password")).WithDataVolume(),
            name => postgres.AddDatabase(name)
        );
    }

    private static Servers AddLocalServers(this IDistributedApplicationBuilder builder)
    {
        var postgres = builder.AddLocalPostgres("postgres", builder.AddSecret("postgres-password"));
        return new(
            builder.AddLocalRedis("cache", builder.AddSecret("cache-password")),
            builder.AddLocalRabbitMq("messaging", builder.AddSecret("messaging-password")),
            name => postgres.AddLocalDatabase(name)
        );
    }
}
