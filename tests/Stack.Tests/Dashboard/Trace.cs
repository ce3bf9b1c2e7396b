using System.Diagnostics;

namespace SocialServices.Stack.Tests.Dashboard;

/// <summary>The spans of one trace.</summary>
internal sealed record Trace(IReadOnlyList<Span> Spans)
{
    public IEnumerable<Span> Of(string service, SpanKind kind, string name) =>
        Spans.Where(span => span.Service == service && span.Kind == kind && span.Name.Contains(name, StringComparison.Ordinal));

    public bool Has(string service, SpanKind kind, string name) => Of(service, kind, name).Any();

    /// <summary>The spans that led to this one, itself first.</summary>
    public IEnumerable<Span> WayTo(Span? span)
    {
        for (; span is not null; span = Spans.SingleOrDefault(parent => parent.Id == span.Parent))
        {
            yield return span;
        }
    }

    public override string ToString() => $"\n{string.Join('\n', Spans)}";

    /// <summary>A context for a request whose trace is wanted afterwards.</summary>
    public static (string Id, string Header) New()
    {
        var id = ActivityTraceId.CreateRandom().ToHexString();
        return (id, $"00-{id}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
    }
}
