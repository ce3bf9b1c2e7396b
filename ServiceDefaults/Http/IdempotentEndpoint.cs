using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>The endpoint asks for an <c>Idempotency-Key</c>; marks the operation in the OpenAPI document.</summary>
internal sealed record IdempotentEndpoint
{
    public const string Header = "Idempotency-Key";
    public const int MaxKeyLength = 100;

    /// <summary>400: the key is missing or too long.</summary>
    public static ProblemHttpResult KeyRequired =>
        Problems.Of(
            StatusCodes.Status400BadRequest,
            ProblemTypes.IdempotencyKeyRequired,
            $"{Header} is required.",
            $"Send 1 to {MaxKeyLength} characters of your choice, and the same ones when you repeat the request.",
            Header
        );

    /// <summary>422: the key belongs to another request.</summary>
    public static ProblemHttpResult KeyReused =>
        Problems.Of(
            StatusCodes.Status422UnprocessableEntity,
            ProblemTypes.IdempotencyKeyReused,
            $"{Header} was used for another request.",
            "Use a new key for a new request.",
            Header
        );
}
