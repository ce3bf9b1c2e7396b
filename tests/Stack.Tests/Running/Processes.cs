using System.Globalization;
using System.Runtime.InteropServices;

namespace SocialServices.Stack.Tests.Running;

/// <summary>Processes of the machine, as /proc shows them.</summary>
internal static class Processes
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Stop = 19;
    public const int Continue = 18;

    /// <summary>Those that were started with this variable in their environment, with their names.</summary>
    public static IReadOnlyList<string> WithEnvironment(string variable, string value) =>
        [.. All().Where(pid => Read(pid, "environ").Split('\0').Contains($"{variable}={value}")).Select(pid => $"{pid} {Name(pid)}")];

    /// <summary>The process and all below it.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        var children = All().ToLookup(Parent);
        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children[tree[i]]);
        }

        return tree;
    }

    public static string Name(int pid) => Read(pid, "comm").Trim();

    /// <exception cref="InvalidOperationException">The process does not exist or is not ours.</exception>
    public static void Signal(int pid, int signal)
    {
        if (SendSignal(pid, signal) != 0)
        {
            throw new InvalidOperationException(
                $"Signal {signal} could not be sent to process {pid}: {Marshal.GetLastPInvokeErrorMessage()}"
            );
        }
    }

    private static IEnumerable<int> All() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0);

    // "pid (name) state ppid …"; the name may hold spaces and brackets.
    private static int Parent(int pid) =>
        Read(pid, "stat") is { Length: > 0 } stat
            ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture)
            : 0;

    /// <returns>Empty when the process has ended meanwhile or is another user's.</returns>
    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);
}
