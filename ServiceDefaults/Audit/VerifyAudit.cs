using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>The command <c>--verify-audit</c>: says whether the audit log is as it was written, and else what is wrong where.</summary>
internal static class VerifyAudit
{
    public const string Command = "--verify-audit";
    private const int MaxLines = 100;

    /// <returns>The exit code: 1 when anything was found.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var verification = ActivatorUtilities.CreateInstance<AuditVerification>(services);
        var report = await verification.RunAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        foreach (var finding in report.Findings.Take(MaxLines))
        {
            await Console.Out.WriteLineAsync($"{Say(finding.Fault)}: {finding.Where}");
        }

        if (report.Findings.Count > MaxLines)
        {
            await Console.Out.WriteLineAsync($"… and {report.Findings.Count - MaxLines} more");
        }

        await Console.Out.WriteLineAsync(
            $"{(report.Findings.Count is 0 ? "The audit log is whole" : "The audit log is not as it was written")}: {report.Entries} entries in the chain, "
                + $"{report.Waiting} wait for it; {report.Anchors} anchors fit, the last one at link {report.AnchoredTo}."
        );
        return report.Findings.Count is 0 ? 0 : 1;
    }

    private static string Say(AuditFault fault) =>
        fault switch
        {
            AuditFault.Altered => "Altered, or written without the key",
            AuditFault.Removed => "Removed",
            AuditFault.Rewritten => "Rewritten without the key",
            AuditFault.CutOff => "Cut off: the newest entries are gone",
            AuditFault.Emptied => "Emptied",
            AuditFault.OutsideChain => "Taken out of the chain",
            AuditFault.WrongKey => "Wrong key",
            AuditFault.AnchorDamaged => "Anchor that the service did not write, or damaged",
            _ => "No anchor in Audit:AnchorDirectory",
        };
}
