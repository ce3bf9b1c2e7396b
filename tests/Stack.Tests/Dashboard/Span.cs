namespace SocialServices.Stack.Tests.Dashboard;

/// <summary>One step of a trace.</summary>
/// <param name="Service">Resource name of the process.</param>
/// <param name="Source">What made it, for example MassTransit.</param>
/// <param name="Name">What was done.</param>
/// <param name="Kind">Which side of a call.</param>
/// <param name="Id">Of this span.</param>
/// <param name="Parent">Of the span that led to it; null at the beginning.</param>
internal sealed record Span(string Service, string Source, string Name, SpanKind Kind, string Id, string? Parent)
{
    public override string ToString() => $"{Service}: {Name} ({Kind}, {Source})";
}

/// <summary>Numbers of the OpenTelemetry protocol.</summary>
internal enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
