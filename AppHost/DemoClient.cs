namespace SocialServices.AppHost;

/// <summary>An API client for trying the system out.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Secret">By which it proves who it is.</param>
/// <param name="Key">By which it vouches for its workers.</param>
internal sealed record DemoClient(string Id, IResourceBuilder<ParameterResource> Secret, IResourceBuilder<ParameterResource> Key);
