using System.Diagnostics;
using OpenTelemetry.Trace;

namespace SocialServices.ServiceDefaults.Telemetry;

/// <summary>Keeps the polling of background work and the events of imports out of the traces; follows the caller's decision otherwise.</summary>
internal sealed class QuietSampler : Sampler
{
    private static readonly ParentBasedSampler Others = new(new AlwaysOnSampler());

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.ParentContext.TraceId == default && IsQuiet(samplingParameters)
            ? new SamplingResult(SamplingDecision.Drop)
            : Others.ShouldSample(samplingParameters);

    private static bool IsQuiet(in SamplingParameters root) =>
        root switch
        {
            // YARP's root of the probes that the gateway sends.
            { Name: "proxy.cluster_health_checks" } => true,

            // A query that no request and no event asked for. A gRPC call is not of the kind Client yet when this is asked.
            { Kind: ActivityKind.Client } or { Name: "Grpc.Net.Client.GrpcOut" } => true,

            // An event whose way here is not traced (OutboxEvent.OutsideOfTraces): MassTransit then hands on nothing.
            { Kind: ActivityKind.Consumer } => true,

            _ => false,
        };
}
