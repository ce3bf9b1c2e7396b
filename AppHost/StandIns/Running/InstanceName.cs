using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A process is an instance of its resource and is called NAME-suffix; what has no process is called by its own name.
/// The dashboard finds the telemetry of an instance by this name: it is service.name, a hyphen and service.instance.id.
/// </summary>
internal sealed class InstanceName : IResourceAnnotation
{
    public string Suffix { get; } = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 8);

    public static string Of(IResource resource) =>
        resource.Annotations.OfType<InstanceName>().SingleOrDefault() is { } instance ? $"{resource.Name}-{instance.Suffix}" : resource.Name;

    public static CustomResourceSnapshot InitialSnapshot(IResource resource) => new()
    {
        ResourceType = resource switch
        {
            ProjectResource => "Project",
            ExecutableResource => "Executable",
            _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
        },
        Properties = [],
        CreationTimeStamp = DateTime.UtcNow,
    };
}
