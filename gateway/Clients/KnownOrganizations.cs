using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Gateway.Clients;

/// <summary>The organizations that the registry knows: a client acts for one of them.</summary>
internal sealed class KnownOrganizations(Directory.DirectoryClient directory)
{
    /// <exception cref="RpcException">The registry does not answer.</exception>
    public async Task<bool> HasAsync(string code, CancellationToken cancellationToken)
    {
        try
        {
            await directory.GetOrganizationAsync(new GetOrganizationRequest { Code = code }, cancellationToken: cancellationToken);
            return true;
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            return false;
        }
    }
}
