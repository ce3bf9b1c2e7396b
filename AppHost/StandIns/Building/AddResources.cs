namespace Aspire.Hosting;

public interface IProjectMetadata : IResourceAnnotation
{
    string ProjectPath { get; }
}

public sealed class ProjectResourceOptions
{
    public string? LaunchProfileName { get; set; }

    public bool ExcludeLaunchProfile { get; set; }

    public bool ExcludeKestrelEndpoints { get; set; }
}

public static class ProjectResourceBuilderExtensions
{
    /// <exception cref="DistributedApplicationException">A launch profile is wanted: they are not read here.</exception>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new()
    {
        var options = new ProjectResourceOptions();
        configure(options);
        return options is { ExcludeLaunchProfile: true, ExcludeKestrelEndpoints: true }
            ? builder.AddResource(new ProjectResource(name)).WithAnnotation(new TProject())
            : throw new DistributedApplicationException($"'{name}': launch profiles and Kestrel's own endpoints need the full package feed.");
    }
}

public static class ExecutableResourceBuilderExtensions
{
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(Path.Combine(builder.AppHostDirectory, workingDirectory)))).WithArgs(args ?? []);
}

public static class ParameterResourceBuilderExtensions
{
    /// <summary>The value of the setting Parameters:NAME, else the one that was generated and kept earlier, else a new one.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var kept = persist ? new KeptParameters(builder.Configuration["StateDirectory"] ?? Path.Combine(builder.AppHostDirectory, "..", ".stack")) : null;
        return builder.AddResource(new ParameterResource(
            name,
            _ => builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"] ?? kept?.GetOrAdd(name, value.GetDefaultValue) ?? value.GetDefaultValue(),
            secret)
        { Default = value });
    }

    /// <summary>Something outside that is reached by the setting ConnectionStrings:NAME.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var value = builder.Configuration.GetConnectionString(name)
            ?? throw new DistributedApplicationException($"The connection string '{name}' is missing: set ConnectionStrings__{name}.");
        return builder.AddResource(new ConnectionStringResource(name, ReferenceExpression.Create($"{value}")));
    }
}
