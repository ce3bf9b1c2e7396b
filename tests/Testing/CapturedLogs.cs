using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SocialServices.Testing;

/// <summary>Everything that was logged, with its fields and faults.</summary>
public sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Fault)> lines = new();

    public IReadOnlyList<string> Lines => [.. lines.Select(line => line.Text)];
    public string All => string.Join('\n', Lines);
    public IReadOnlyList<string> Errors => [.. lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text)];
    public IReadOnlyList<Exception?> Faults => [.. lines.Select(line => line.Fault)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<(LogLevel, string, Exception?)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var fields = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
            lines.Enqueue((logLevel, $"{category}: {formatter(state, exception)} {fields} {exception}", exception));
        }
    }
}
