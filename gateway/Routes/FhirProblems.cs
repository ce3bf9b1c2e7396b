using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace SocialServices.Gateway.Routes;

/// <summary>What the gateway itself refuses below <see cref="Areas.Fhir"/> is an OperationOutcome, as the service behind it answers.</summary>
internal sealed class FhirProblems(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public const string MediaType = "application/fhir+json";

    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.Path.StartsWithSegments(Areas.Fhir);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (problem, http) = (context.ProblemDetails, context.HttpContext);
        problem.Status ??= http.Response.StatusCode;
        options.Value.CustomizeProblemDetails?.Invoke(context);
        await http.Response.WriteAsJsonAsync(
            new OperationOutcome(
                nameof(OperationOutcome),
                [new Issue("error", CodeOf(http.Response.StatusCode), TextOf(problem, http.Response.StatusCode))]
            ),
            options: null,
            MediaType,
            http.RequestAborted
        );
    }

    private static string TextOf(ProblemDetails problem, int status) =>
        string.Join(
            " ",
            new[]
            {
                problem.Title ?? ReasonPhrases.GetReasonPhrase(status),
                problem.Detail,
                problem.Extensions.TryGetValue("traceId", out var trace) ? $"traceId {trace}" : null,
            }.Where(text => text is not null)
        );

    // http://hl7.org/fhir/R4/valueset-issue-type.html
    private static string CodeOf(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => "login",
            StatusCodes.Status403Forbidden => "forbidden",
            StatusCodes.Status404NotFound => "not-found",
            StatusCodes.Status413PayloadTooLarge => "too-long",
            StatusCodes.Status429TooManyRequests => "throttled",
            StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout =>
                "transient",
            >= StatusCodes.Status500InternalServerError => "exception",
            _ => "invalid",
        };

    private sealed record OperationOutcome(string ResourceType, IReadOnlyList<Issue> Issue);

    private sealed record Issue(string Severity, string Code, string Diagnostics);
}
