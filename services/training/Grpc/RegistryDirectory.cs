using Grpc.Core;
using SocialServices.Contracts.Registry.V1;

namespace SocialServices.Training.Grpc;

/// <summary>What training asks the registry. When the registry does not answer in time, the caller gets 503 and nothing has changed.</summary>
internal sealed class RegistryDirectory(Contracts.Registry.V1.Directory.DirectoryClient directory)
{
    /// <returns>Null when the registry knows no such worker.</returns>
    public async Task<Worker?> FindWorkerAsync(Guid workerId, CancellationToken cancellationToken)
    {
        try
        {
            return await directory.GetWorkerAsync(
                new GetWorkerRequest { WorkerId = workerId.ToString() },
                cancellationToken: cancellationToken
            );
        }
        catch (RpcException unknown) when (unknown.StatusCode is StatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task<bool> KnowsOrganizationAsync(string code, CancellationToken cancellationToken)
    {
        try
        {
            await directory.GetOrganizationAsync(new GetOrganizationRequest { Code = code }, cancellationToken: cancellationToken);
            return true;
        }
        catch (RpcException unknown) when (unknown.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            return false;
        }
    }
}
