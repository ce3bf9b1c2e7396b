using System.Globalization;

namespace SocialServices.AppHost;

/// <summary>The settings of a run, each with its default; from environment variables or the command line.</summary>
internal static class Settings
{
    public const string GatewayPort = "GatewayPort";
    public const string Servers = "Servers";
    public const string StateDirectory = "StateDirectory";
    private const string DashboardPort = "DashboardPort";

    public static void AddSettings(this IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        configuration[StateDirectory] = Path.GetFullPath(
            configuration[StateDirectory] ?? Path.Combine(builder.AppHostDirectory, "..", ".stack")
        );
        configuration[GatewayPort] ??= "8080";
        configuration[DashboardPort] ??= "18888";
        OwnersFile.CreateFolder(configuration[StateDirectory]!);

        // Aspire's own names for where its dashboard listens; without them it wants certificates and launch profiles.
        var dashboard = int.Parse(configuration[DashboardPort]!, CultureInfo.InvariantCulture);
        configuration["ASPNETCORE_URLS"] ??= $"http://localhost:{dashboard}";
        configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ??= $"http://localhost:{dashboard + 1}";
        configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] ??= $"http://localhost:{dashboard + 2}";
        configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] ??= "true";

        // It logs the dashboard's address with the token to sign in.
        builder.Services.AddLogging(logging => logging.AddFilter("Aspire.Hosting.DistributedApplication", LogLevel.Warning));
    }

    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new KeptSecret(name, builder.Configuration[StateDirectory]!), secret: true);

    /// <summary>An ES256 key pair (PKCS #8, base64) that later runs find again.</summary>
    public static IResourceBuilder<ParameterResource> AddKeyPair(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new KeptSecret(name, builder.Configuration[StateDirectory]!, KeyPair.Generate), secret: true);
}
