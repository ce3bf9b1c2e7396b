using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;
using Yarp.ReverseProxy.Forwarder;

namespace SocialServices.Gateway.Routes;

/// <summary>What could not be forwarded, as problem details. Answers of the services pass unchanged, also their problems.</summary>
internal sealed partial class UpstreamProblems(RequestDelegate next, ILogger<UpstreamProblems> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Features.Get<IForwarderErrorFeature>() is not { } failure)
        {
            return;
        }

        var area = http.GetReverseProxyFeature().Route.Config.ClusterId!; // every route has one
        LogFailure(failure.Error, area, failure.Exception?.GetType().Name);
        if (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await Describe(failure, area).ExecuteAsync(http);
        }
    }

    private static ProblemHttpResult Describe(IForwarderErrorFeature failure, string area) =>
        failure switch
        {
            { Error: ForwarderError.RequestTimedOut } => Problems.Of(
                StatusCodes.Status504GatewayTimeout,
                ProblemTypes.Of("service-timeout"),
                $"The {area} service did not answer in time.",
                MayHaveHappened
            ),
            { Error: ForwarderError.NoAvailableDestinations } => Problems.Of(
                StatusCodes.Status503ServiceUnavailable,
                ProblemTypes.PeerUnavailable,
                $"The {area} service is not available just now.",
                "Nothing was changed. Try again later."
            ),
            {
                Error: ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled or ForwarderError.RequestCreation,
                Exception: var fault
            } => Malformed(fault),
            { Exception: var fault } when TooLarge(fault) is { } tooLarge => Malformed(tooLarge),
            _ => Problems.Of(
                StatusCodes.Status502BadGateway,
                ProblemTypes.PeerUnavailable,
                $"The {area} service does not answer just now.",
                MayHaveHappened
            ),
        };

    private const string MayHaveHappened = "It is not known whether the request took effect: repeat it with the same Idempotency-Key.";

    private static ProblemHttpResult Malformed(Exception? fault) =>
        TooLarge(fault) is { StatusCode: var status }
            ? Problems.Of(status, ProblemTypes.MalformedRequest, "The request is too large.")
            : Problems.Of(StatusCodes.Status400BadRequest, ProblemTypes.MalformedRequest, "The request could not be read.");

    private static BadHttpRequestException? TooLarge(Exception? fault) =>
        fault switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } tooLarge => tooLarge,
            AggregateException several => several.InnerExceptions.Select(TooLarge).FirstOrDefault(found => found is not null),
            { InnerException: { } inner } => TooLarge(inner),
            _ => null,
        };

    [LoggerMessage(LogLevel.Warning, "{Error} on the way to {Area} ({Fault})")]
    private partial void LogFailure(ForwarderError error, string area, string? fault);
}
