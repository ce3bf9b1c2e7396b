using Grpc.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>Faults: logged once, here, and answered without their text, which may carry personal data.</summary>
internal sealed partial class FaultHandler(IProblemDetailsService problems, ILogger<FaultHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var peer = exception as RpcException;
        // UNIMPLEMENTED: a peer of the version before does not know the question yet.
        var unavailable = peer?.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Unimplemented;
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName; // the context's own is already cleared
        if (unavailable)
        {
            LogUnavailable(endpoint, peer!.StatusCode);
        }
        else
        {
            LogFault(exception, endpoint);
        }

        httpContext.Response.StatusCode = unavailable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        return await problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails =
                {
                    Status = httpContext.Response.StatusCode,
                    Type = unavailable ? ProblemTypes.PeerUnavailable : ProblemTypes.Fault,
                    Title = unavailable ? "A service that is needed does not answer just now." : "The service failed.",
                    Detail = "Nothing was changed. Quote the traceId to an operator if it stays so.",
                },
            }
        );
    }

    [LoggerMessage(LogLevel.Error, "{Endpoint} failed")]
    private partial void LogFault(Exception exception, string? endpoint);

    [LoggerMessage(LogLevel.Warning, "{Endpoint} could not be answered, because a peer does not answer: {Status}")]
    private partial void LogUnavailable(string? endpoint, StatusCode status);
}
