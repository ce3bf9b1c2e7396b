using Microsoft.AspNetCore.Http;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Access;

/// <summary>Who acts in this scope, and under which idempotency key; what audit entries and writes need to know.</summary>
/// <param name="accessor">The current request, absent in background work.</param>
/// <param name="service">This service, which acts where there is no request.</param>
public sealed class RequestContext(IHttpContextAccessor accessor, ServiceIdentity service)
{
    private readonly List<(string Kind, string Id)> refused = [];
    private (string Action, string Kind, IReadOnlyList<Guid> Ids)? shown;

    /// <summary>Client id of the caller, or <c>service:NAME</c> in background work.</summary>
    public string Actor => Caller?.ClientId ?? $"service:{service.Name}";

    /// <summary>The authenticated caller, or for whom the background work is done; null in other background work and on anonymous endpoints.</summary>
    public Caller? Caller => accessor.HttpContext?.User is { Identity.IsAuthenticated: true } user ? Caller.Of(user) : OnBehalfOf;

    /// <summary>Whose idempotency keys count: another person of the same client must not get an answer that was not for them.</summary>
    internal string KeyHolder => Caller is { Worker: { } worker } caller ? $"{caller.ClientId}/{worker}" : Actor;

    /// <summary>Set by background work that a caller has ordered: what it writes is the caller's doing.</summary>
    public Caller? OnBehalfOf { get; set; }

    /// <summary>Has this scope written an audit entry?</summary>
    internal bool HasAudited { get; set; }

    /// <summary>What <see cref="Refuse"/> was told.</summary>
    internal IReadOnlyList<(string Kind, string Id)> Refused => refused;

    /// <summary>
    /// The request names a record in its body that is not the caller's. The answer may be about the body (422); the attempt is
    /// audited all the same.
    /// </summary>
    /// <param name="kind">For example <c>service-user</c>.</param>
    /// <param name="id">As the request gives it.</param>
    public void Refuse(string kind, Guid id) => refused.Add((kind, id.ToString()));

    /// <summary>What <see cref="ShowInRefusal"/> was told.</summary>
    internal (string Action, string Kind, IReadOnlyList<Guid> Ids)? ShownInRefusal => shown;

    /// <summary>
    /// The refusal (4xx) of this request shows records about people. That is audited although nothing else of the request is saved.
    /// </summary>
    /// <param name="action">Verb phrase, for example <c>show possible duplicates</c>.</param>
    /// <param name="kind">For example <c>service-user</c>.</param>
    /// <param name="ids">The records.</param>
    public void ShowInRefusal(string action, string kind, IReadOnlyList<Guid> ids) => shown = (action, kind, ids);

    /// <summary>Set while a request with an <c>Idempotency-Key</c> runs.</summary>
    internal IRequestTransaction? Idempotency { get; set; }
}
