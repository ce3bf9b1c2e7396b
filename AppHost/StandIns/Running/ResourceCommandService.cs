namespace Aspire.Hosting.ApplicationModel;

public static class KnownResourceCommands
{
    public static readonly string StartCommand = "start";
    public static readonly string StopCommand = "stop";
    public static readonly string RestartCommand = "restart";
}

public sealed class ExecuteCommandResult
{
    public required bool Success { get; init; }

    public string? Message { get; init; }
}

public class ResourceCommandService
{
    private readonly Lazy<Orchestrator> _orchestrator;

    internal ResourceCommandService(Func<Orchestrator> orchestrator) => _orchestrator = new(orchestrator);

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        if (_orchestrator.Value.Find(resourceId) is not { } process)
        {
            return new() { Success = false, Message = $"'{resourceId}' is not a resource with a process." };
        }

        if (commandName != KnownResourceCommands.StartCommand && commandName != KnownResourceCommands.StopCommand && commandName != KnownResourceCommands.RestartCommand)
        {
            return new() { Success = false, Message = $"The command '{commandName}' is not known." };
        }

        if (commandName != KnownResourceCommands.StartCommand)
        {
            await process.StopAsync();
        }

        if (commandName != KnownResourceCommands.StopCommand)
        {
            process.Start();
        }

        return new() { Success = true };
    }
}
