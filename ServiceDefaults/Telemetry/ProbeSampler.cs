using OpenTelemetry.Trace;

namespace SocialServices.ServiceDefaults.Telemetry;

/// <summary>Keeps health probes out of the traces; follows the caller's decision otherwise.</summary>
internal sealed class ProbeSampler : Sampler
{
    private static readonly ParentBasedSampler Others = new(new AlwaysOnSampler());

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
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
