using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace SocialServices.ServiceDefaults.Hosting;

/// <summary>A fault behind gRPC: logged once, answered as INTERNAL without its text.</summary>
internal sealed partial class GrpcFaults(ILogger<GrpcFaults> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception fault) when (fault is not RpcException && !context.CancellationToken.IsCancellationRequested)
        {
            LogFault(fault, context.Method);
            throw new RpcException(new Status(StatusCode.Internal, "The service failed."));
        }
    }

    [LoggerMessage(LogLevel.Error, "{Method} failed")]
    private partial void LogFault(Exception fault, string method);
}
