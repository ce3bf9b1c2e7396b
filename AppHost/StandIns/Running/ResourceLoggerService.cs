using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>What each resource printed, the last 10,000 lines, each with its time in front as the dashboard expects it.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, Log> _logs = [];

    public ILogger GetLogger(IResource resource) => GetLogger(InstanceName.Of(resource));

    public ILogger GetLogger(string resourceName) => new Logger(LogOf(resourceName));

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) => LogOf(InstanceName.Of(resource)).ReadAsync(follow: false);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(InstanceName.Of(resource));

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => LogOf(resourceName).ReadAsync(follow: true);

    internal IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(string resourceName, bool follow) => LogOf(resourceName).ReadAsync(follow);

    internal void Append(IResource resource, string line, bool isError) => LogOf(InstanceName.Of(resource)).Append(line, isError);

    private Log LogOf(string resourceName) => _logs.GetOrAdd(resourceName, _ => new Log());

    private sealed class Log
    {
        private const int MaxLines = 10_000;

        private readonly Lock _gate = new();
        private readonly Queue<LogLine> _lines = [];
        private readonly List<ChannelWriter<LogLine>> _followers = [];
        private int _count;

        public void Append(string text, bool isError)
        {
            lock (_gate)
            {
                var time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
                var line = new LogLine(++_count, $"{time} {text}", isError);
                _lines.Enqueue(line);
                if (_lines.Count > MaxLines)
                {
                    _lines.Dequeue();
                }

                _followers.ForEach(follower => follower.TryWrite(line));
            }
        }

        public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var channel = Channel.CreateUnbounded<LogLine>();
            List<LogLine> soFar;
            lock (_gate)
            {
                soFar = [.. _lines];
                _followers.Add(channel.Writer);
            }

            try
            {
                if (soFar.Count > 0)
                {
                    yield return soFar;
                }

                while (follow && await channel.Reader.WaitToReadAsync(cancellationToken))
                {
                    var more = new List<LogLine>();
                    while (channel.Reader.TryRead(out var line))
                    {
                        more.Add(line);
                    }

                    yield return more;
                }
            }
            finally
            {
                lock (_gate)
                {
                    _followers.Remove(channel.Writer);
                }
            }
        }
    }

    private sealed class Logger(Log log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Append(exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}", logLevel >= LogLevel.Error);
    }
}
