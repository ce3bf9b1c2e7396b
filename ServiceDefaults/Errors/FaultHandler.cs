using Grpc.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialServices.ServiceDefaults.Errors;

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

        var unavailable = exception is RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded };
        LogFault(exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
        httpContext.Response.StatusCode = unavailable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails =
            {
                Status = httpContext.Response.StatusCode,
                Type = unavailable ? ProblemTypes.PeerUnavailable : ProblemTypes.Fault,
                Title = unavailable ? "A service that is needed does not answer just now." : "The service failed.",
                Detail = "Nothing was changed. Quote the traceId to an operator if it stays so.",
            },
        });
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Endpoint} failed")]
    private partial void LogFault(Exception exception, string method, string? endpoint);
}
