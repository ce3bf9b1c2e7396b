using System.Globalization;
using SocialServices.Benchmarks.Audit;
using SocialServices.Benchmarks.Referrals;
using SocialServices.Benchmarks.Registry;
using SocialServices.Benchmarks.Reporting;
using SocialServices.Benchmarks.Training;

// ./stack bench [NAME]: runs the benchmarks whose name contains NAME. Ends with 1 when one misses its goal.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
ThisMachine.Watch();
var filter = args is [.., "--filter", var pattern] ? pattern.Trim('*') : "";
var benchmarks = new Dictionary<string, Func<Task<bool>>>
{
    ["registry"] = RegistrySearch.RunAsync,
    ["import"] = RegistryImport.RunAsync,
    ["audit"] = AuditWrites.RunAsync,
    ["referrals"] = ReferralsBench.RunAsync,
    ["training"] = TrainingBench.RunAsync,
    ["reporting"] = ReportingBench.RunAsync,
};
var chosen = benchmarks.Where(benchmark => benchmark.Key.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
if (chosen.Count == 0)
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{filter}'; there are: {string.Join(", ", benchmarks.Keys)}.");
    return 2;
}

var reached = true;
foreach (var (_, runAsync) in chosen)
{
    reached &= await runAsync();
}

return reached ? 0 : 1;
