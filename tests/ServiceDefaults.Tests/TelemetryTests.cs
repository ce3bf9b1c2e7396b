using System.Diagnostics;
using OpenTelemetry.Trace;
using SocialServices.ServiceDefaults.Telemetry;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    private static readonly ActivityContext Request = new(
        ActivityTraceId.CreateRandom(),
        ActivitySpanId.CreateRandom(),
        ActivityTraceFlags.Recorded
    );

    [Theory]
    [InlineData(ActivityKind.Server, "/health", false)]
    [InlineData(ActivityKind.Server, "/alive", false)]
    [InlineData(ActivityKind.Server, "/api/v1/registry/sites", true)]
    [InlineData(ActivityKind.Client, null, false)]
    [InlineData(ActivityKind.Internal, null, true)]
    public void Probes_and_polling_make_no_traces(ActivityKind kind, string? path, bool recorded) =>
        Assert.Equal(recorded, IsRecorded(default, kind, path));

    [Fact]
    public void A_query_within_a_request_belongs_to_its_trace() => Assert.True(IsRecorded(Request, ActivityKind.Client, null));

    private static bool IsRecorded(ActivityContext parent, ActivityKind kind, string? path)
    {
        KeyValuePair<string, object?>[] tags = path is null ? [] : [new("url.path", path)];
        var result = new QuietSampler().ShouldSample(
            new SamplingParameters(parent, ActivityTraceId.CreateRandom(), "span", kind, tags, null)
        );
        return result.Decision is SamplingDecision.RecordAndSample;
    }
}
