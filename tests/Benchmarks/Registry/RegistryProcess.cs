using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SocialServices.Testing;

namespace SocialServices.Benchmarks.Registry;

/// <summary>The registry as the process that it is in production, on ports of its own.</summary>
internal sealed class RegistryProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string?> settings;
    private Process? process;

    public RegistryProcess(string database, string authority, string referrals)
    {
        settings = TestSettings.For("registrydb", database, authority);
        settings["HTTP_PORT"] = $"{FreePort()}";
        settings["GRPC_PORT"] = $"{FreePort()}";
        settings["Services:referrals:grpc:0"] = referrals;
        settings["Services:training:grpc:0"] = referrals; // nothing comes from there either
        Address = new Uri($"http://127.0.0.1:{settings["HTTP_PORT"]}");
    }

    public Uri Address { get; }

    public async Task MigrateAsync()
    {
        using var migration = Start("--migrate");
        await migration.WaitForExitAsync();
        if (migration.ExitCode != 0)
        {
            throw new InvalidOperationException($"The migration ended with {migration.ExitCode}.");
        }
    }

    public async Task ServeAsync()
    {
        process = Start();
        using var client = new HttpClient { BaseAddress = Address };
        var watch = Stopwatch.StartNew();
        while (!await AnswersAsync(client))
        {
            if (process.HasExited || watch.Elapsed > Patience)
            {
                throw new InvalidOperationException("The registry does not start.");
            }

            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        process = null;
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SocialServices.Registry.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { }; // read, so that it never waits for a reader
        started.BeginOutputReadLine();
        return started;
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/alive")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
