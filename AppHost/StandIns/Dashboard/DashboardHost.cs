using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aspire.Hosting.Dashboard;

/// <summary>The real Aspire Dashboard as a child process, and the service it asks about resources. Set up by the same settings as Aspire's.</summary>
internal sealed class DashboardHost(
    DistributedApplicationOptions options, IConfiguration configuration, ChildProcesses children, ILoggerFactory log,
    ResourceNotificationService notifications, ResourceLoggerService loggers, ResourceCommandService commands, IHostEnvironment environment)
{
    private WebApplication? _server;
    private ChildProcess? _dashboard;

    /// <returns>Where processes send telemetry; null without a dashboard.</returns>
    public async Task<Telemetry?> StartAsync(CancellationToken cancellationToken)
    {
        if (options.DisableDashboard)
        {
            return null;
        }

        var program = Path.Combine(configuration["StateDirectory"] ?? Path.Combine(options.ProjectDirectory ?? DistributedApplicationOptions.OwnProjectDirectory, "..", ".stack"), "aspire", "bundle", "managed", "aspire-managed");
        if (!File.Exists(program))
        {
            throw new DistributedApplicationException($"The Aspire Dashboard is missing: {program} does not exist. ./stack puts it there.");
        }

        var frontend = Url("ASPNETCORE_URLS", 18888);
        var otlp = Url("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", null);
        var telemetry = new Telemetry(otlp.OriginalString, Secret("AppHost:OtlpApiKey"));
        var resourceServiceKey = Secret("AppHost:ResourceService:ApiKey");
        var resourceService = await StartServerAsync(resourceServiceKey, cancellationToken);
        configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceService;

        _dashboard = await children.StartAsync(program, ["dashboard"], Path.GetDirectoryName(program)!, new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["LOGGING__LOGLEVEL__DEFAULT"] = "Warning",
            ["LOGGING__LOGLEVEL__ASPIRE.DASHBOARD"] = "Warning",
            ["LOGGING__LOGLEVEL__ASPIRE.DASHBOARD.DASHBOARDWEBAPPLICATION"] = "Warning",
            ["ASPNETCORE_URLS"] = frontend.OriginalString,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = telemetry.OtlpEndpoint,
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceService,
            ["ASPIRE_DASHBOARD_API_ENABLED"] = "true",
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = Secret("AppHost:BrowserToken"),
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = telemetry.OtlpApiKey,
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = Secret("AppHost:DashboardApiKey"),
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = resourceServiceKey,
        }, (line, _) => log.CreateLogger<DashboardHost>().LogDebug("{Line}", line));
        log.CreateLogger<DistributedApplication>().LogInformation("Login to the dashboard at {Url}/login?t={Token}", frontend.OriginalString.TrimEnd('/'), configuration["AppHost:BrowserToken"]);
        return telemetry;
    }

    public async Task StopAsync()
    {
        if (_dashboard is not null)
        {
            await _dashboard.StopAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <returns>The address of the resource service, on the loopback interface.</returns>
    internal async Task<string> StartServerAsync(string apiKey, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(log);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new DashboardService(notifications, loggers, commands, environment));

        _server = builder.Build();
        _server.Use((context, next) => IsAllowed(context.Request, apiKey) ? next() : Results.Unauthorized().ExecuteAsync(context));
        _server.UseRouting();
        _server.MapGrpcService<DashboardService>();
        await _server.StartAsync(cancellationToken);
        return _server.Urls.Single();
    }

    private static bool IsAllowed(HttpRequest request, string apiKey) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers["x-resource-service-api-key"].ToString()), Encoding.UTF8.GetBytes(apiKey));

    private Uri Url(string setting, int? usualPort)
    {
        var url = new Uri((configuration[setting] ??= $"http://localhost:{usualPort ?? Ports.Free(new HashSet<int>())}").Split(';')[0]);
        return Ports.IsFree(url.Port)
            ? url
            : throw new DistributedApplicationException($"Port {url.Port}, which the dashboard needs ({setting}), is already in use on this machine.");
    }

    private string Secret(string setting) => configuration[setting] ??= RandomNumberGenerator.GetHexString(32, lowercase: true);
}
