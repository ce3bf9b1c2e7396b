using System.Collections.Immutable;
using System.Globalization;

namespace Aspire.Hosting;

/// <summary>Command, arguments and environment of a resource's process, resolved at the moment it starts.</summary>
internal sealed record ProcessDescription(string Command, ImmutableArray<string> Args, string WorkingDirectory, ImmutableSortedDictionary<string, string> Environment)
{
    public static async Task<ProcessDescription> OfAsync(IResource resource, Telemetry? telemetry, CancellationToken cancellationToken)
    {
        var args = new CommandLineArgsCallbackContext([], cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(args);
        }

        var environment = new EnvironmentCallbackContext([], cancellationToken);
        AddEndpoints(resource, environment.EnvironmentVariables);
        if (resource is ProjectResource && telemetry is not null)
        {
            AddTelemetry(resource, telemetry, environment.EnvironmentVariables);
        }

        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(environment);
        }

        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in environment.EnvironmentVariables)
        {
            values[name] = await ResolveAsync(value, cancellationToken);
        }

        var given = ImmutableArray.CreateBuilder<string>();
        foreach (var arg in args.Args)
        {
            given.Add(await ResolveAsync(arg, cancellationToken));
        }

        var environmentValues = values.ToImmutable();
        if (resource is ExecutableResource executable)
        {
            return new(executable.Command, given.ToImmutable(), executable.WorkingDirectory, environmentValues);
        }

        var path = resource.Annotations.OfType<IProjectMetadata>().Single().ProjectPath;
        return new("dotnet", [BuiltAssembly(resource, path), .. given], Path.GetDirectoryName(path)!, environmentValues);
    }

    /// <remarks>Aspire runs `dotnet run --no-build`; the assembly itself starts a second faster and is the process that gets the signals.</remarks>
    private static string BuiltAssembly(IResource resource, string projectPath)
    {
        var assembly = Path.Combine(
            Path.GetDirectoryName(projectPath)!, "bin", "Debug", "net10.0", $"SocialServices.{Path.GetFileNameWithoutExtension(projectPath)}.dll");
        return File.Exists(assembly)
            ? assembly
            : throw new DistributedApplicationException($"'{resource.Name}' is not built: {assembly} does not exist. Build {Path.GetFileName(projectPath)} first.");
    }

    private static void AddEndpoints(IResource resource, Dictionary<string, object> environment)
    {
        var urls = new List<string>();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.TargetPortEnvironmentVariable is { } variable)
            {
                environment[variable] = endpoint.AllocatedEndpoint!.Port.ToString(CultureInfo.InvariantCulture);
            }
            else if (resource is ProjectResource && endpoint.UriScheme is "http" or "https")
            {
                urls.Add(endpoint.AllocatedEndpoint!.UriString);
            }
        }

        if (urls.Count > 0)
        {
            environment["ASPNETCORE_URLS"] = string.Join(';', urls);
        }
    }

    private static void AddTelemetry(IResource resource, Telemetry telemetry, Dictionary<string, object> environment)
    {
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = telemetry.OtlpEndpoint;
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        environment["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={telemetry.OtlpApiKey}";
        environment["OTEL_SERVICE_NAME"] = resource.Name;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={resource.Annotations.OfType<InstanceName>().Single().Suffix}";
        environment["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        environment["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        environment["OTEL_TRACES_SAMPLER"] = "always_on";
        environment["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
    }

    private static async Task<string> ResolveAsync(object value, CancellationToken cancellationToken) =>
        value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) ?? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Where the processes send their telemetry.</summary>
internal sealed record Telemetry(string OtlpEndpoint, string OtlpApiKey);
