using Grpc.Core;
using V1 = Aspire.DashboardService.Proto.V1;

namespace Aspire.Hosting.Dashboard;

/// <summary>Answers the dashboard: which resources there are, how they do, what they print, and its buttons.</summary>
internal sealed class DashboardService(
    ResourceNotificationService notifications, ResourceLoggerService loggers, ResourceCommandService commands, IHostEnvironment environment) : V1.DashboardService.DashboardServiceBase
{
    public override Task<V1.ApplicationInformationResponse> GetApplicationInformation(V1.ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new V1.ApplicationInformationResponse { ApplicationName = environment.ApplicationName.Replace(".AppHost", "", StringComparison.Ordinal) });

    public override async Task WatchResources(V1.WatchResourcesRequest request, IServerStreamWriter<V1.WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        // The present state of every resource comes as changes right after.
        await responseStream.WriteAsync(new() { InitialData = new() }, context.CancellationToken);
        await UntilClosedAsync(async cancellationToken =>
        {
            await foreach (var update in notifications.WatchAsync(cancellationToken))
            {
                var change = new V1.WatchResourcesChange { Upsert = ResourceMessages.ToMessage(update) };
                await responseStream.WriteAsync(new() { Changes = new() { Value = { change } } }, cancellationToken);
            }
        }, context);
    }

    public override Task WatchResourceConsoleLogs(V1.WatchResourceConsoleLogsRequest request, IServerStreamWriter<V1.WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context) =>
        UntilClosedAsync(async cancellationToken =>
        {
            await foreach (var lines in loggers.ReadAsync(request.ResourceName, follow: !request.SuppressFollow).WithCancellation(cancellationToken))
            {
                var update = new V1.WatchResourceConsoleLogsUpdate();
                update.LogLines.AddRange(lines.Select(line => new V1.ConsoleLogLine { Text = line.Content, IsStdErr = line.IsErrorMessage, LineNumber = line.LineNumber }));
                await responseStream.WriteAsync(update, cancellationToken);
            }
        }, context);

    public override async Task<V1.ResourceCommandResponse> ExecuteResourceCommand(V1.ResourceCommandRequest request, ServerCallContext context)
    {
        var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, context.CancellationToken);
        return new()
        {
            Kind = result.Success ? V1.ResourceCommandResponseKind.Succeeded : V1.ResourceCommandResponseKind.Failed,
            Message = result.Message ?? "",
        };
    }

    /// <summary>Stays open: there is nothing to ask the person at the dashboard.</summary>
    public override Task WatchInteractions(IAsyncStreamReader<V1.WatchInteractionsRequestUpdate> requestStream, IServerStreamWriter<V1.WatchInteractionsResponseUpdate> responseStream, ServerCallContext context) =>
        UntilClosedAsync(cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken), context);

    private static async Task UntilClosedAsync(Func<CancellationToken, Task> send, ServerCallContext context)
    {
        try
        {
            await send(context.CancellationToken);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The dashboard closed the page.
        }
    }
}
