using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.Cases;

/// <summary>Asks the registry about workers.</summary>
internal sealed class Workforce(Directory.DirectoryClient directory)
{
    /// <returns>True when the worker exists, is active and belongs to the organization.</returns>
    public async Task<bool> EmploysAsync(string organization, Guid workerId, CancellationToken cancellationToken)
    {
        try
        {
            var worker = await directory.GetWorkerAsync(
                new GetWorkerRequest { WorkerId = workerId.ToString() },
                cancellationToken: cancellationToken
            );
            return worker.Active && worker.Organization == organization;
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound)
        {
            return false;
        }
    }
}
