using System.Diagnostics.Metrics;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Tests.Sample;

/// <summary>Counts the deliveries that the inbox recognised as repeated.</summary>
internal sealed class DuplicateCount : IDisposable
{
    private readonly MeterListener listener = new();
    private int seen;

    public DuplicateCount()
    {
        listener.InstrumentPublished = (instrument, current) =>
        {
            if (instrument.Meter.Name == SocialServicesTelemetry.Name && instrument.Name == "socialservices.inbox.handled")
            {
                current.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (_, measurement, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    if (tag is { Key: "outcome", Value: "duplicate" })
                    {
                        Interlocked.Add(ref seen, (int)measurement);
                    }
                }
            }
        );
        listener.Start();
    }

    public int Seen => Volatile.Read(ref seen);

    public void Dispose() => listener.Dispose();
}
