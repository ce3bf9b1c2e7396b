using System.Diagnostics;
using OpenTelemetry.Trace;

namespace SocialServices.ServiceDefaults.Telemetry;

/// <summary>Keeps the polling of background work out of the traces; follows the caller's decision otherwise.</summary>
internal sealed class QuietSampler : Sampler
{
    private static readonly ParentBasedSampler Others = new(new AlwaysOnSampler());

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters switch
        {
            // YARP's root of the probes that the gateway sends.
            { Name: "proxy.cluster_health_checks" } => new SamplingResult(SamplingDecision.Drop),

            // A query that no request and no event asked for.
            { Kind: ActivityKind.Client, ParentContext.TraceId: var trace } when trace == default => new SamplingResult(
                SamplingDecision.Drop
            ),

            _ => Others.ShouldSample(samplingParameters),
        };
}
