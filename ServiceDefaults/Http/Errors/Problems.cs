using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SocialServices.ServiceDefaults.Errors;

/// <summary>Problem details (RFC 9457) for expected outcomes.</summary>
public static class Problems
{
    /// <summary>400: a field, parameter or header cannot be read.</summary>
    public static ProblemHttpResult Unreadable(string field, string reason) =>
        Unreadable(new Dictionary<string, string[]> { [field] = [reason] });

    /// <summary>400: several fields, parameters or headers cannot be read.</summary>
    public static ProblemHttpResult Unreadable(IDictionary<string, string[]> errors) =>
        TypedResults.Problem(
            new HttpValidationProblemDetails(errors)
            {
                Status = StatusCodes.Status400BadRequest,
                Type = ProblemTypes.MalformedRequest,
                Title = ProblemTitles.Unreadable,
            }
        );

    /// <summary>412: somebody changed the record since the caller read it.</summary>
    public static ProblemHttpResult Stale =>
        Of(
            StatusCodes.Status412PreconditionFailed,
            ProblemTypes.Stale,
            "The record has changed since you read it.",
            "Read it again and send its current ETag in If-Match."
        );

    /// <summary>428: the write needs If-Match.</summary>
    public static ProblemHttpResult PreconditionRequired =>
        Of(
            StatusCodes.Status428PreconditionRequired,
            ProblemTypes.PreconditionRequired,
            "If-Match is required.",
            "Send the record's ETag in If-Match, so that nobody's change is overwritten unseen.",
            "If-Match"
        );

    /// <summary>404 that does not tell whether the record exists.</summary>
    public static ProblemHttpResult NotFound(string what) =>
        Of(StatusCodes.Status404NotFound, ProblemTypes.NotFound, $"{what} was not found.");

    /// <summary>409 with a reason of its own.</summary>
    public static ProblemHttpResult Conflict(string type, string title, string? detail = null) =>
        Of(StatusCodes.Status409Conflict, ProblemTypes.Of(type), title, detail);

    /// <summary>422: one field's value makes no sense here.</summary>
    public static ProblemHttpResult Invalid(string field, string reason) =>
        Invalid(new Dictionary<string, string[]> { [field] = [reason] });

    /// <summary>422: the rule that refuses says which field and why.</summary>
    public static ProblemHttpResult Invalid(Refusal refusal) => Invalid(refusal.Field, refusal.Reason);

    /// <summary>422: several fields' values make no sense here.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) =>
        TypedResults.Problem(
            new HttpValidationProblemDetails(errors)
            {
                Status = StatusCodes.Status422UnprocessableEntity,
                Type = ProblemTypes.InvalidFields,
                Title = ProblemTitles.InvalidFields,
            }
        );

    /// <summary>503: a peer did not answer in time; the caller may try again.</summary>
    public static ProblemHttpResult PeerUnavailable(string peer) =>
        Of(
            StatusCodes.Status503ServiceUnavailable,
            ProblemTypes.PeerUnavailable,
            $"The {peer} service does not answer just now.",
            "Nothing was changed. Try again with the same Idempotency-Key."
        );

    /// <param name="status">HTTP status code.</param>
    /// <param name="type">Stable type, see <see cref="ProblemTypes"/>.</param>
    /// <param name="title">One sentence for people.</param>
    /// <param name="detail">What to do about it.</param>
    /// <param name="field">The field or header at fault; named in <c>errors</c>.</param>
    public static ProblemHttpResult Of(int status, string type, string title, string? detail = null, string? field = null) =>
        TypedResults.Problem(
            detail,
            statusCode: status,
            title: title,
            type: type,
            extensions: field is null
                ? null
                : new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { [field] = [title] } }
        );
}
