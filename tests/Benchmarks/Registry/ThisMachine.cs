namespace SocialServices.Benchmarks.Registry;

internal static class ThisMachine
{
    private const int StealColumn = 7;
    private static readonly long[] TimesAtStart = Times();

    /// <summary>What stands before every figure. A virtual machine whose processors others take a share of is slower by that share.</summary>
    public static string Describe() =>
        $"{Cpu()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB; load {LoadAverage()}; {Stolen():0%} of the time taken by other machines";

    /// <summary>To be called at the start: since when <see cref="Describe"/> counts what was taken.</summary>
    public static void Watch() => _ = TimesAtStart;

    private static double Stolen()
    {
        var spent = Times().Zip(TimesAtStart, (now, then) => now - then).ToList();
        return spent is { Count: > StealColumn } && spent.Sum() is > 0 and var all ? (double)spent[StealColumn] / all : 0;
    }

    // user, nice, system, idle, iowait, irq, softirq, steal
    private static long[] Times() =>
        File.Exists("/proc/stat")
            ?
            [
                .. File.ReadLines("/proc/stat")
                    .First()
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Skip(1)
                    .Take(StealColumn + 1)
                    .Select(long.Parse),
            ]
            : [];

    private static string Cpu() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1]
                .Trim()
                ?? "unknown processor"
            : "unknown processor";

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
