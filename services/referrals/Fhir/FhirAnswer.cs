using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Fhir;

/// <summary>A FHIR resource, or an OperationOutcome, as <c>application/fhir+json</c>.</summary>
internal sealed class FhirAnswer(Resource resource, int status = StatusCodes.Status200OK, uint? version = null) : IResult
{
    public const string MediaType = "application/fhir+json";

    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    public static string Write(Resource resource) => JsonSerializer.Serialize(resource, Options);

    /// <summary>Reads strictly: what FHIR does not know, or knows otherwise, is an error.</summary>
    /// <returns>The resource, or what is wrong with the text.</returns>
    public static async Task<(T? Resource, string? Problem)> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : Resource
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Resource>(request.Body, Options, cancellationToken) is T resource
                ? (resource, null)
                : (null, $"A {typeof(T).Name} is expected.");
        }
        catch (Exception malformed) when (malformed is DeserializationFailedException or JsonException)
        {
            return (null, malformed.Message);
        }
    }

    /// <summary>An error, as FHIR says it.</summary>
    public static FhirAnswer Refuse(int status, string text, OperationOutcome.IssueType code = OperationOutcome.IssueType.Invalid) =>
        new(
            new OperationOutcome
            {
                Issue =
                [
                    new OperationOutcome.IssueComponent
                    {
                        Severity = OperationOutcome.IssueSeverity.Error,
                        Code = code,
                        Diagnostics = text,
                    },
                ],
            },
            status
        );

    /// <summary>The same refusal as the API's, as FHIR says it.</summary>
    public static FhirAnswer Refuse(ProblemHttpResult problem) => Refuse(problem.ProblemDetails, problem.StatusCode);

    /// <inheritdoc cref="Refuse(ProblemHttpResult)"/>
    public static FhirAnswer Refuse(ProblemDetails problem, int status) =>
        Refuse(
            status,
            string.Join(
                " ",
                new[] { problem.Title ?? ReasonPhrases.GetReasonPhrase(status), problem.Detail }
                    .Concat(
                        problem is HttpValidationProblemDetails { Errors: { } errors }
                            ? errors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}")
                            : []
                    )
                    .Append(problem.Extensions.TryGetValue("traceId", out var trace) ? $"traceId {trace}" : null)
                    .Where(text => text is not null)
            ),
            status switch
            {
                StatusCodes.Status401Unauthorized => OperationOutcome.IssueType.Login,
                StatusCodes.Status403Forbidden => OperationOutcome.IssueType.Forbidden,
                StatusCodes.Status404NotFound => OperationOutcome.IssueType.NotFound,
                StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed => OperationOutcome.IssueType.Conflict,
                StatusCodes.Status503ServiceUnavailable => OperationOutcome.IssueType.Transient,
                >= StatusCodes.Status500InternalServerError => OperationOutcome.IssueType.Exception,
                _ => OperationOutcome.IssueType.Invalid,
            }
        );

    public async System.Threading.Tasks.Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = MediaType;
        if (version is { } number)
        {
            response.Headers.ETag = $"W/{ETag.Of(number)}"; // as FHIR says it
        }

        await response.WriteAsync(Write(resource), httpContext.RequestAborted);
    }
}
