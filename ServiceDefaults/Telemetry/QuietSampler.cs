using System.Diagnostics;
using OpenTelemetry.Trace;

namespace SocialServices.ServiceDefaults.Telemetry;

/// <summary>Keeps health probes and the polling of background work out of the traces; follows the caller's decision otherwise.</summary>
internal sealed class QuietSampler : Sampler
{
    private static readonly ParentBasedSampler Others = new(new AlwaysOnSampler());

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        if (samplingParameters.Name is "proxy.cluster_health_checks")
        {
            return new SamplingResult(SamplingDecision.Drop); // YARP's root of the probes that the gateway sends
        }

        if (samplingParameters is { Kind: ActivityKind.Client, ParentContext.TraceId: var trace } && trace == default)
        {
            return new SamplingResult(SamplingDecision.Drop); // a query that no request and no event asked for
        }

        foreach (var tag in samplingParameters.Tags ?? [])
        {
            if (tag is { Key: "url.path", Value: "/health" or "/alive" })
            {
                return new SamplingResult(SamplingDecision.Drop);
            }
        }

        return Others.ShouldSample(samplingParameters);
    }
}
