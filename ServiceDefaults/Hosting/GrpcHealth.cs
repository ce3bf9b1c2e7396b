using Grpc.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocialServices.Contracts.Health.V1;
using static SocialServices.Contracts.Health.V1.HealthCheckResponse.Types;

namespace SocialServices.ServiceDefaults.Hosting;

/// <summary>grpc.health.v1 from the same checks as <c>/health</c>. Speaks for the whole process: the service name must be empty.</summary>
internal sealed class GrpcHealth(HealthCheckService checks, TimeProvider clock) : Health.HealthBase
{
    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(5);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        request.Service is ""
            ? new HealthCheckResponse { Status = await StatusAsync(context.CancellationToken) }
            : throw new RpcException(new Status(StatusCode.NotFound, "Unknown service."));

    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context
    )
    {
        using var timer = new PeriodicTimer(WatchEvery, clock);
        ServingStatus? last = null;
        do
        {
            var status = request.Service is "" ? await StatusAsync(context.CancellationToken) : ServingStatus.ServiceUnknown;
            if (status != last)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
                last = status;
            }
        } while (await timer.WaitForNextTickAsync(context.CancellationToken));
    }

    private async Task<ServingStatus> StatusAsync(CancellationToken cancellationToken) =>
        (await checks.CheckHealthAsync(cancellationToken)).Status is HealthStatus.Unhealthy
            ? ServingStatus.NotServing
            : ServingStatus.Serving;
}
