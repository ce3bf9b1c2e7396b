namespace SocialServices.ServiceDefaults.Foundation;

/// <summary>Which service this process is.</summary>
/// <param name="Name">Resource name, for example <c>registry</c>: the source of its events and the prefix of its queues.</param>
public sealed record ServiceIdentity(string Name);
