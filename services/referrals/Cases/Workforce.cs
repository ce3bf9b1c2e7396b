using Grpc.Core;
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
        if (!asked.TryGetValue(workerId, out var worker))
        {
            asked[workerId] = worker = await AskAsync(workerId, cancellationToken);
        }

        return worker is { Active: true } && worker.Organization == organization ? worker : null;
    }

    /// <returns>True when the worker exists, is active and belongs to the organization.</returns>
    public async Task<bool> EmploysAsync(string organization, Guid workerId, CancellationToken cancellationToken) =>
        await FindAsync(organization, workerId, cancellationToken) is not null;

    /// <returns>True when the worker holds a manager's post of the organization today.</returns>
    public async Task<bool> SupervisesAsync(string organization, Guid workerId, CancellationToken cancellationToken) =>
        await FindAsync(organization, workerId, cancellationToken) is { Role: Supervisor };

    private async Task<Worker?> AskAsync(Guid workerId, CancellationToken cancellationToken)
    {
        try
        {
            return await directory.GetWorkerAsync(
                new GetWorkerRequest { WorkerId = workerId.ToString() },
                cancellationToken: cancellationToken
            );
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound)
        {
            return null;
        }
    }
}
