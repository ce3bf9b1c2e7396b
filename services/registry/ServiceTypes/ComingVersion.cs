namespace SocialServices.Registry.ServiceTypes;

/// <summary>What a service type will be from a day on. Stored, like the definition in it.</summary>
/// <param name="From">Its first day.</param>
/// <param name="Definition">What it will say; its number is that of the service type by then.</param>
internal sealed record ComingVersion(DateOnly From, ServiceTypeDefinition Definition);
