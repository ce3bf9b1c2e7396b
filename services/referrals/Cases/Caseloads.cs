using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Cases;

/// <summary>How many cases a worker may manage at once: the registry knows the limit.</summary>
internal sealed class Caseloads(CareDesk desk, Workforce workforce)
{
    /// <summary>
    /// May the worker get one more case? Waits for whoever gives the same worker a case, until the caller's transaction ends.
    /// </summary>
    /// <returns>422 for a stranger, 409 at the limit; else null.</returns>
    public async Task<ProblemHttpResult?> RefuseAsync(Guid workerId, CancellationToken cancellationToken)
    {
        if (await workforce.FindAsync(desk.Organization, workerId, cancellationToken) is not { } worker)
        {
            return CaseProblems.UnknownWorker("workerId");
        }

        if (!worker.HasCaseloadLimit)
        {
            return null;
        }

        var key = $"caseload/{workerId}";
        await desk.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", cancellationToken);
        var cases = await desk.Db.Cases.CountAsync(c => c.WorkerId == workerId && c.ClosedAt == null, cancellationToken);
        return cases < worker.CaseloadLimit
            ? null
            : Problems.Conflict("caseload-full", $"The worker manages {cases} cases; the limit is {worker.CaseloadLimit}.");
    }
}
