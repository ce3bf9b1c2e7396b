using System.Diagnostics.Metrics;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Counts what became of the rows.</summary>
public sealed class ImportMeter(ServiceIdentity service)
{
    private readonly Counter<long> rows = SocialServicesTelemetry.Meter.CreateCounter<long>(
        $"socialservices.{service.Name}.import.rows",
        "{row}",
        "Rows of imports, by outcome (created, updated, unchanged, rejected, ignored)."
    );

    internal void Count(RowOutcome outcome)
    {
        foreach (
            var (count, name) in new[]
            {
                (outcome.Created, "created"),
                (outcome.Updated, "updated"),
                (outcome.Unchanged, "unchanged"),
                (outcome.Rejected, "rejected"),
                (outcome.Ignored, "ignored"),
            }
        )
        {
            rows.Add(count, new KeyValuePair<string, object?>("outcome", name));
        }
    }
}
