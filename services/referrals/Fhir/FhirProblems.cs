namespace SocialServices.Referrals.Fhir;

/// <summary>
/// What is refused before a handler runs (no token, an unknown parameter, a text that cannot be read) is an OperationOutcome below
/// <see cref="ReadFhir.Root"/> too.
/// </summary>
internal sealed class FhirProblems : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.Path.StartsWithSegments(ReadFhir.Root);

    public async ValueTask WriteAsync(ProblemDetailsContext context) =>
        await FhirAnswer.Refuse(context.ProblemDetails, context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);
}
