using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>Every error leaves as <c>application/problem+json</c> with a stable type and the trace to quote to an operator.</summary>
internal static class ProblemDetailsSetup
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context => Complete(context.ProblemDetails, context.HttpContext)
        );
        services.AddPlainMessages();
        services.AddExceptionHandler<MalformedRequestHandler>();
        services.AddExceptionHandler<FaultHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    private static void Complete(ProblemDetails problem, HttpContext context)
    {
        if (problem.Type is null || !problem.Type.StartsWith("urn:", StringComparison.Ordinal))
        {
            problem.Type = TypeOf(problem);
            if (problem.Status is { } status && ProblemTitles.IsOfFramework(problem.Title, status))
            {
                problem.Title = ProblemTitles.Of(status);
            }

            if (problem is HttpValidationProblemDetails invalid)
            {
                invalid.Title = ProblemTitles.InvalidFields;
                // The framework's validator names members as C# does.
                invalid.Errors = invalid.Errors.ToDictionary(
                    error => ParameterName.OfPath(error.Key, context.GetEndpoint()),
                    error => error.Value
                );
            }
        }

        if (problem.Status is StatusCodes.Status403Forbidden)
        {
            problem.Detail ??= MissingScope(context);
        }

        problem.Instance ??= context.Request.Path;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
    }

    private static string? MissingScope(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is { } required && !Caller.Of(context.User).Has(required.Name)
            ? required.WhenMissing
            : null;

    private static string TypeOf(ProblemDetails problem) =>
        problem switch
        {
            HttpValidationProblemDetails => ProblemTypes.InvalidFields,
            { Status: StatusCodes.Status400BadRequest } => ProblemTypes.MalformedRequest,
            { Status: StatusCodes.Status401Unauthorized } => ProblemTypes.Unauthenticated,
            { Status: StatusCodes.Status403Forbidden } => ProblemTypes.Forbidden,
            { Status: StatusCodes.Status404NotFound } => ProblemTypes.NotFound,
            { Status: StatusCodes.Status409Conflict } => ProblemTypes.Conflict,
            { Status: >= 500 } => ProblemTypes.Fault,
            _ => ProblemTypes.Of($"http-{problem.Status}"),
        };
}
