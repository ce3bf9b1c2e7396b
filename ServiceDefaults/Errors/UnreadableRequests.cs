using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace SocialServices.ServiceDefaults.Errors;

/// <summary>What the framework or the database would fail at is refused before an answer has begun: one that is streamed could only break off.</summary>
internal static class UnreadableRequests
{
    private static readonly string[] Unstorable = ["Holds a character that cannot be stored."];

    public static void RefuseUnreadableRequests(this WebApplication app) => app.Use((context, next) => Refusal(context.Request)?.ExecuteAsync(context) ?? next(context));

    private static ProblemHttpResult? Refusal(HttpRequest request)
    {
        // RFC 8259: JSON is UTF-8. An encoding that the framework does not know is a fault to it.
        if (request.HasJsonContentType() && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.Charset is { Length: > 0 } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, ProblemTypes.MalformedRequest, "JSON must be sent in UTF-8.", field: "Content-Type");
        }

        // U+0000 is valid in an address and not in a text of PostgreSQL.
        var errors = request.Query.Where(parameter => parameter.Value.Any(value => value?.Contains('\0') is true)).ToDictionary(parameter => parameter.Key, _ => Unstorable);
        return errors.Count == 0 ? null : TypedResults.Problem(new HttpValidationProblemDetails(errors)
        {
            Status = StatusCodes.Status400BadRequest,
            Type = ProblemTypes.MalformedRequest,
            Title = "The request could not be read.",
        });
    }
}
