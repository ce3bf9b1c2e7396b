namespace SocialServices.ServiceDefaults.Errors;

/// <summary>The stable <c>type</c> of every problem (RFC 9457) that more than one service answers with.</summary>
public static class ProblemTypes
{
    private const string Prefix = "urn:socialservices:problem:";

    public static string MalformedRequest { get; } = Of("malformed-request");
    public static string InvalidFields { get; } = Of("invalid-fields");
    public static string Unauthenticated { get; } = Of("unauthenticated");
    public static string Forbidden { get; } = Of("forbidden");
    public static string PersonRequired { get; } = Of("person-required");
    public static string NotFound { get; } = Of("not-found");
    public static string Stale { get; } = Of("stale");
    public static string PreconditionRequired { get; } = Of("precondition-required");
    public static string Conflict { get; } = Of("conflict");
    public static string IdempotencyKeyRequired { get; } = Of("idempotency-key-required");
    public static string IdempotencyKeyReused { get; } = Of("idempotency-key-reused");
    public static string PeerUnavailable { get; } = Of("peer-unavailable");
    public static string Fault { get; } = Of("fault");

    /// <summary>The type of a problem that only one service knows.</summary>
    /// <param name="name">kebab-case, for example <c>no-capacity-free</c>.</param>
    public static string Of(string name) => Prefix + name;
}
