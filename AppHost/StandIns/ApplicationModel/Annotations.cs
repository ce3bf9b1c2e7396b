namespace Aspire.Hosting.ApplicationModel;

// Positional records stand for Aspire's classes wherever the constructor and the properties are all there is.

public enum WaitType
{
    WaitUntilHealthy,
    WaitForCompletion,
    WaitUntilStarted,
}

public sealed record WaitAnnotation(IResource Resource, WaitType WaitType, int ExitCode = 0) : IResourceAnnotation;

public sealed record HealthCheckAnnotation(string Key) : IResourceAnnotation;

public sealed record ExplicitStartupAnnotation : IResourceAnnotation;

public sealed record ResourceRelationshipAnnotation(IResource Resource, string Type) : IResourceAnnotation;

public sealed record EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> Callback) : IResourceAnnotation;

public sealed record CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> Callback) : IResourceAnnotation;

public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    public required string Url { get; set; }

    public string? DisplayText { get; set; }
}

internal sealed record UrlCallbackAnnotation(string EndpointName, Action<ResourceUrlAnnotation> Callback) : IResourceAnnotation;

/// <summary>Values are strings, or <see cref="IValueProvider"/>s that are asked when the process starts.</summary>
public sealed record EnvironmentCallbackContext(Dictionary<string, object> EnvironmentVariables, CancellationToken CancellationToken = default);

/// <inheritdoc cref="EnvironmentCallbackContext"/>
public sealed record CommandLineArgsCallbackContext(IList<object> Args, CancellationToken CancellationToken = default);
