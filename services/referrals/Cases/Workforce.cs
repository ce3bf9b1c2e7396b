using SocialServices.Contracts.Registry.V1;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.Cases;

/// <summary>Asks the registry about workers, about each once in a request.</summary>
internal sealed class Workforce(Directory.DirectoryClient directory)
{
    private const string Supervisor = "manager";
    private readonly Dictionary<Guid, Worker?> asked = [];

    /// <returns>Null when the worker does not exist, is not active or belongs to another organization.</returns>
    public async Task<Worker?> FindAsync(string organization, Guid workerId, CancellationToken cancellationToken)
    {
        await AskAsync([workerId], cancellationToken);
        return asked[workerId] is { Active: true } worker && worker.Organization == organization ? worker : null;
    }

    /// <returns>True when the worker exists, is active and belongs to the organization.</returns>
    public async Task<bool> EmploysAsync(string organization, Guid workerId, CancellationToken cancellationToken) =>
        await FindAsync(organization, workerId, cancellationToken) is not null;

    /// <returns>True when the worker holds a manager's post of the organization today.</returns>
    public async Task<bool> SupervisesAsync(string organization, Guid workerId, CancellationToken cancellationToken) =>
        await FindAsync(organization, workerId, cancellationToken) is { Role: Supervisor };

    /// <summary>Asks about several at once, so that what comes next finds the answers.</summary>
    public async Task AskAsync(IEnumerable<Guid> workers, CancellationToken cancellationToken)
    {
        List<Guid> unknown = [.. workers.Distinct().Where(worker => !asked.ContainsKey(worker))];
        if (unknown.Count == 0)
        {
            return;
        }

        var request = new GetWorkersRequest { WorkerIds = { unknown.Select(id => id.ToString()) } };
        var answer = await directory.GetWorkersAsync(request, cancellationToken: cancellationToken);
        unknown.ForEach(id => asked[id] = null);
        foreach (var worker in answer.Workers)
        {
            asked[Guid.Parse(worker.WorkerId)] = worker;
        }
    }
}
