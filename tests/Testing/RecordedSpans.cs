using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace SocialServices.Testing;

/// <summary>The spans that a process under test would export; of other hosts in the same process too.</summary>
public sealed class RecordedSpans : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> ended = new();

    public IReadOnlyList<Activity> All => [.. ended];

    public void Register(IServiceCollection services) =>
        services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(this));

    public override void OnEnd(Activity data)
    {
        if (data.Recorded)
        {
            ended.Enqueue(data);
        }
    }

    /// <summary>Waits for a trace to be complete.</summary>
    public Task<IReadOnlyList<Activity>> TraceAsync(ActivityTraceId id, Func<IReadOnlyList<Activity>, bool> isComplete) =>
        Eventually.GetAsync(() => Task.FromResult(Of(id)), isComplete);

    public IReadOnlyList<Activity> Of(ActivityTraceId id) => [.. All.Where(span => span.TraceId == id)];

    /// <summary>Everything that leaves the process with a span, as text.</summary>
    public static string Text(Activity span) =>
        string.Join(
            '\n',
            [
                $"{span.Kind} {span.DisplayName}, {span.Status} {span.StatusDescription}",
                .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
                .. span.Events.SelectMany(happened => happened.Tags.Select(tag => $"{happened.Name}: {tag.Key}={tag.Value}")),
            ]
        );
}
