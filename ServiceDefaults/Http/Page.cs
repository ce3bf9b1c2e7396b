namespace SocialServices.ServiceDefaults.Http;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">At most the limit asked for.</param>
/// <param name="After">Opaque: send it as <c>after</c> to get the next page; absent on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? After);
