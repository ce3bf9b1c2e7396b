namespace SocialServices.ServiceDefaults.Http;

/// <summary>The endpoint asks for an <c>Idempotency-Key</c>; marks the operation in the OpenAPI document.</summary>
internal sealed record IdempotentEndpoint
{
    public const string Header = "Idempotency-Key";
}
