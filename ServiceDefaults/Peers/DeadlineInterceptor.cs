using Grpc.Core;
using Grpc.Core.Interceptors;

namespace SocialServices.ServiceDefaults.Peers;

/// <summary>No call waits longer than five seconds unless it says so itself.</summary>
internal sealed class DeadlineInterceptor(TimeProvider clock) : Interceptor
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(5);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation
    ) =>
        continuation(
            request,
            context.Options.Deadline is not null
                ? context
                : new ClientInterceptorContext<TRequest, TResponse>(
                    context.Method,
                    context.Host,
                    context.Options.WithDeadline(clock.GetUtcNow().UtcDateTime + Default)
                )
        );
}
