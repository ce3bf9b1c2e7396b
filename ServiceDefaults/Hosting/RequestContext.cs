using Microsoft.AspNetCore.Http;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.Hosting;

/// <summary>Who acts in this scope, and under which idempotency key; what audit entries and writes need to know.</summary>
/// <param name="accessor">The current request, absent in background work.</param>
/// <param name="service">This service, which acts where there is no request.</param>
public sealed class RequestContext(IHttpContextAccessor accessor, ServiceIdentity service)
{
    /// <summary>Client id of the caller, or <c>service:NAME</c> in background work.</summary>
    public string Actor => Caller?.ClientId ?? $"service:{service.Name}";

    /// <summary>The authenticated caller, or for whom the background work is done; null in other background work and on anonymous endpoints.</summary>
    public Caller? Caller => accessor.HttpContext?.User is { Identity.IsAuthenticated: true } user ? Caller.Of(user) : OnBehalfOf;

    /// <summary>Whose idempotency keys count: another person of the same client must not get an answer that was not for them.</summary>
    internal string KeyHolder => Caller is { Worker: { } worker } caller ? $"{caller.ClientId}/{worker}" : Actor;

    /// <summary>Set by background work that a caller has ordered: what it writes is the caller's doing.</summary>
    public Caller? OnBehalfOf { get; set; }

    /// <summary>Set while a request with an <c>Idempotency-Key</c> runs.</summary>
    internal IdempotentRequest? Idempotency { get; set; }
}
