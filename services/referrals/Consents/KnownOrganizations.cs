using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.Consents;

/// <summary>Asks the registry. A code in the wrong letter case must not become a recipient whom no referral ever reaches.</summary>
internal sealed class KnownOrganizations(Directory.DirectoryClient directory)
{
    /// <returns>Indexes of the codes that the registry does not know.</returns>
    public async Task<IReadOnlyList<int>> FindUnknownAsync(IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var known = await Task.WhenAll(codes.Select(code => IsKnownAsync(code, cancellationToken)));
        return [.. Enumerable.Range(0, codes.Count).Where(index => !known[index])];
    }

    private async Task<bool> IsKnownAsync(string code, CancellationToken cancellationToken)
    {
        try
        {
            var organization = await directory.GetOrganizationAsync(
                new GetOrganizationRequest { Code = code },
                cancellationToken: cancellationToken
            );
            return organization.Code == code;
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            return false;
        }
    }
}
