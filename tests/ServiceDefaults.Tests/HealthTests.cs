using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;
using Serving = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_over_gRPC_is_what_health_over_REST_is_and_needs_no_token()
    {
        var state = HealthStatus.Healthy;
        await using var database = await TestDatabase.CreateAsync();
        await using var sample = await SampleApp.StartAsync(
            database,
            configure: builder => builder.Services.AddHealthChecks().AddCheck("test", () => new HealthCheckResult(state))
        );
        using var channel = GrpcChannel.ForAddress(sample.GrpcAddress);
        using var rest = sample.Client(null);
        var grpc = new Health.HealthClient(channel);

        foreach (
            var (now, serving, status) in (IEnumerable<(HealthStatus, Serving, HttpStatusCode)>)
                [
                    (HealthStatus.Healthy, Serving.Serving, HttpStatusCode.OK),
                    (HealthStatus.Degraded, Serving.Serving, HttpStatusCode.OK),
                    (HealthStatus.Unhealthy, Serving.NotServing, HttpStatusCode.ServiceUnavailable),
                ]
        )
        {
            state = now;
            Assert.Equal(serving, (await grpc.CheckAsync(new())).Status);
            using var answer = await rest.GetAsync("/health");
            Assert.Equal(status, answer.StatusCode);
        }

        var unknown = await Assert.ThrowsAsync<RpcException>(async () => await grpc.CheckAsync(new() { Service = "elsewhere" }));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }
}
