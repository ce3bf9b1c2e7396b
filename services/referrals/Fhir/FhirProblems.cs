using Microsoft.Extensions.Options;

namespace SocialServices.Referrals.Fhir;

/// <summary>
/// What is refused before a handler runs (no token, an unknown parameter, a text that cannot be read) is an OperationOutcome below
/// <see cref="ReadFhir.Root"/> too.
/// </summary>
internal sealed class FhirProblems(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.Path.StartsWithSegments(ReadFhir.Root);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (problem, http) = (context.ProblemDetails, context.HttpContext);
        problem.Status ??= http.Response.StatusCode;
        options.Value.CustomizeProblemDetails?.Invoke(context);
        await FhirAnswer.Refuse(problem, http.Response.StatusCode).ExecuteAsync(http);
    }
}
