using System.Collections;
using Google.Protobuf.WellKnownTypes;
using V1 = Aspire.DashboardService.Proto.V1;

namespace Aspire.Hosting.Dashboard;

/// <summary>A snapshot in the words of the dashboard's contract.</summary>
internal static class ResourceMessages
{
    public static V1.Resource ToMessage(ResourceEvent update)
    {
        var snapshot = update.Snapshot;
        var message = new V1.Resource
        {
            Name = update.ResourceId,
            DisplayName = update.Resource.Name,
            Uid = update.ResourceId,
            ResourceType = snapshot.ResourceType,
            CreatedAt = ToTimestamp(snapshot.CreationTimeStamp),
            StartedAt = ToTimestamp(snapshot.StartTimeStamp),
            StoppedAt = ToTimestamp(snapshot.StopTimeStamp),
            IsHidden = snapshot.IsHidden,
        };

        if (snapshot.State is { } state)
        {
            message.State = state.Text;
            if (state.Style is { } style)
            {
                message.StateStyle = style;
            }
        }

        message.Environment.AddRange(snapshot.EnvironmentVariables.Select(variable => new V1.EnvironmentVariable { Name = variable.Name, Value = variable.Value ?? "", IsFromSpec = variable.IsFromSpec }));
        message.Urls.AddRange(snapshot.Urls.Select(url => new V1.Url { EndpointName = url.Name ?? "", FullUrl = url.Url, IsInternal = url.IsInternal, IsInactive = url.IsInactive, DisplayProperties = new() { DisplayName = url.DisplayProperties.DisplayName } }));
        message.Relationships.AddRange(snapshot.Relationships.Select(to => new V1.ResourceRelationship { ResourceName = to.ResourceName, Type = to.Type }));
        message.Properties.AddRange(snapshot.Properties.Select(property => new V1.ResourceProperty { Name = property.Name, Value = ToValue(property.Value), IsSensitive = property.IsSensitive }));
        if (snapshot.ExitCode is { } exitCode)
        {
            message.Properties.Add(new V1.ResourceProperty { Name = "resource.exitCode", Value = Value.ForNumber(exitCode) });
        }

        message.HealthReports.AddRange(snapshot.HealthReports.Select(ToMessage));
        if (update.Resource is ExecutableResource or ProjectResource)
        {
            message.Commands.AddRange(Commands(snapshot.State?.Text));
        }

        return message;
    }

    private static V1.HealthReport ToMessage(HealthReportSnapshot report)
    {
        var message = new V1.HealthReport { Key = report.Name, Description = report.Description ?? "", Exception = report.ExceptionText ?? "", LastRunAt = ToTimestamp(report.LastRunAt) };
        if (report.Status is { } status)
        {
            message.Status = status switch
            {
                Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy => V1.HealthStatus.Healthy,
                Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded => V1.HealthStatus.Degraded,
                _ => V1.HealthStatus.Unhealthy,
            };
        }

        return message;
    }

    /// <remarks>The states in which Aspire offers each.</remarks>
    private static IEnumerable<V1.ResourceCommand> Commands(string? state)
    {
        var stopped = state is "NotStarted" or "Exited" or "Finished" or "FailedToStart";
        yield return Command(
            KnownResourceCommands.StartCommand, "Start", "Play", state == "Starting" ? V1.ResourceCommandState.Disabled : stopped || state == "Waiting" ? V1.ResourceCommandState.Enabled : V1.ResourceCommandState.Hidden, highlighted: true);
        yield return Command(
            KnownResourceCommands.StopCommand, "Stop", "Stop", state == "Stopping" ? V1.ResourceCommandState.Disabled : state == "Running" ? V1.ResourceCommandState.Enabled : V1.ResourceCommandState.Hidden, highlighted: true);
        yield return Command(
            KnownResourceCommands.RestartCommand, "Restart", "ArrowCounterclockwise", state == "Running" ? V1.ResourceCommandState.Enabled : V1.ResourceCommandState.Disabled, highlighted: false);
    }

    private static V1.ResourceCommand Command(string name, string displayName, string icon, V1.ResourceCommandState state, bool highlighted) => new()
    {
        Name = name,
        DisplayName = displayName,
        IconName = icon,
        IconVariant = highlighted ? V1.IconVariant.Filled : V1.IconVariant.Regular,
        IsHighlighted = highlighted,
        State = state,
    };

    private static Timestamp? ToTimestamp(DateTime? time) => time is { } moment ? Timestamp.FromDateTime(moment) : null;

    private static Value ToValue(object? value) => value switch
    {
        null => Value.ForNull(),
        int number => Value.ForNumber(number),
        string text => Value.ForString(text),
        IEnumerable list => Value.ForList([.. list.Cast<object?>().Select(ToValue)]),
        _ => Value.ForString(value.ToString() ?? ""),
    };
}
