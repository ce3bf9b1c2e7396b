using System.Text.Json;

namespace SocialServices.AppHost;

/// <summary>
/// What `./stack run` waits for and reads, and the tests: where everything is once all of it is healthy. The dashboard's
/// address carries the login token; its telemetry API takes the key in the header x-api-key.
/// </summary>
internal sealed record RunReport(
    int Pid,
    string Gateway,
    string ApiDocs,
    string Dashboard,
    string TelemetryApi,
    string? TelemetryApiKey,
    IReadOnlyList<ClientCredential> Credentials,
    IReadOnlyList<ResourceReport> Resources
);

/// <param name="ClientId">The demo client.</param>
/// <param name="ClientSecret">Proves who it is.</param>
/// <param name="PrivateKey">PKCS #8, base64: vouches for its workers.</param>
internal sealed record ClientCredential(string ClientId, string ClientSecret, string PrivateKey);

internal sealed record ResourceReport(string Name, string? State, string? Health, IReadOnlyList<string> Urls);

internal static class RunReportExtensions
{
    /// <summary>Writes run.json into the state directory when every resource is healthy, and removes it at the end.</summary>
    public static void AddRunReport(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<IResourceWithEndpoints> gateway,
        IReadOnlyList<DemoClient> clients
    ) =>
        builder.Services.AddHostedService(services => new RunReporter(
            services.GetRequiredService<DistributedApplicationModel>(),
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<ResourceLoggerService>(),
            services.GetRequiredService<IConfiguration>(),
            gateway.GetEndpoint("http"),
            clients
        ));
}

internal sealed class RunReporter(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IConfiguration configuration,
    EndpointReference gateway,
    IReadOnlyList<DemoClient> clients
) : BackgroundService, IHostedLifecycleService
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _file = Path.Combine(configuration[Settings.StateDirectory]!, "run.json");

    // Before the orchestrator starts, which returns only when nothing waits any more: what fails at the start would never be told.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        File.Delete(_file); // of a run that was killed; here, because the work below begins whenever a thread is free
        return base.StartAsync(cancellationToken);
    }

    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Before the orchestrator stops: how the resources end then is no failure.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        File.Delete(_file);
        await base.StopAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var startup = new Startup(model);
        await foreach (var update in notifications.WatchAsync(stoppingToken))
        {
            if (startup.Note(update) is { } failure)
            {
                await SayWhyAsync(failure, stoppingToken);
            }

            if (startup.IsComplete)
            {
                break;
            }
        }

        var report = await DescribeAsync(startup, stoppingToken);
        await WriteAsync(report, stoppingToken);
        Console.WriteLine(
            // A terminal gets the link that signs in; what is written to a file must not hold its token.
            $"""

            SocialServices is running.
              Gateway    {report.Gateway}
              API docs   {report.ApiDocs}
              Dashboard  {(Console.IsOutputRedirected ? Address(report.Dashboard) : report.Dashboard)}
              Details    {_file}

            """
        );
    }

    private static string Address(string link) => new Uri(link).GetLeftPart(UriPartial.Authority);

    private async Task SayWhyAsync(ResourceEvent failure, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync(
            $"'{failure.Resource.Name}' failed: {failure.Snapshot.State?.Text}{(failure.Snapshot.ExitCode is { } code ? $" with exit code {code}" : "")}. Its last lines:"
        );
        await foreach (var lines in loggers.GetAllAsync(failure.Resource).WithCancellation(cancellationToken))
        {
            foreach (var line in lines.Where(line => !line.Content.Contains("   at ", StringComparison.Ordinal)).TakeLast(20)) // without stack frames the reason is among them
            {
                await Console.Error.WriteLineAsync($"  {line.Content}");
            }
        }
    }

    private async Task<RunReport> DescribeAsync(Startup startup, CancellationToken cancellationToken)
    {
        var dashboard = configuration["ASPNETCORE_URLS"]!.Split(';')[0].TrimEnd('/');
        var token = configuration["AppHost:BrowserToken"];
        var credentials = new List<ClientCredential>();
        foreach (var (clientId, secret, key) in clients)
        {
            credentials.Add(
                new(
                    clientId,
                    (await secret.Resource.GetValueAsync(cancellationToken))!,
                    (await key.Resource.GetValueAsync(cancellationToken))!
                )
            );
        }

        return new(
            Environment.ProcessId,
            gateway.Url,
            $"{gateway.Url}/docs",
            string.IsNullOrEmpty(token) ? dashboard : $"{dashboard}/login?t={token}",
            $"{dashboard}/api/telemetry",
            configuration["AppHost:DashboardApiKey"],
            credentials,
            [
                .. startup.Latest.Select(update => new ResourceReport(
                    update.Resource.Name,
                    update.Snapshot.State?.Text,
                    update.Snapshot.HealthStatus?.ToString(),
                    [.. update.Snapshot.Urls.Select(url => url.Url)]
                )),
            ]
        );
    }

    /// <summary>Complete or not at all, and for the owner only: it holds secrets.</summary>
    private async Task WriteAsync(RunReport report, CancellationToken cancellationToken)
    {
        await using (var file = OwnersFile.Create($"{_file}.new"))
        {
            await JsonSerializer.SerializeAsync(file, report, Json, cancellationToken);
        }

        File.Move($"{_file}.new", _file, overwrite: true);
    }
}
