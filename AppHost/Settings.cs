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

        // Aspire's own names for where its dashboard listens; without them it wants certificates and launch profiles.
        configuration["ASPNETCORE_URLS"] ??= $"http://localhost:{configuration[DashboardPort]}";
        configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] ??= "true";
    }

    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
}
