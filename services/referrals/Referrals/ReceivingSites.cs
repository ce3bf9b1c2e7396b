using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.Referrals;

/// <param name="Organization">Code of the provider: the referral's receiver.</param>
/// <param name="Place">Code of the place where it is.</param>
/// <param name="ServiceType">Code of what it delivers there.</param>
/// <param name="TakesPeople">The site is active, and its accreditation is not suspended.</param>
/// <param name="RequiredCompetences">What its workers must hold.</param>
internal sealed record ReceivingSite(
    string Organization,
    string Place,
    string ServiceType,
    bool TakesPeople,
    IReadOnlyList<string> RequiredCompetences
);

/// <summary>Asks the registry about sites.</summary>
internal sealed class ReceivingSites(Directory.DirectoryClient directory)
{
    /// <returns>Null when the registry does not know the site.</returns>
    public async Task<ReceivingSite?> FindAsync(Guid siteId, CancellationToken cancellationToken)
    {
        try
        {
            var site = await directory.GetSiteAsync(
                new GetSiteRequest { SiteId = siteId.ToString() },
                cancellationToken: cancellationToken
            );
            var takesPeople = site.HasTakesPeople ? site.TakesPeople : site.Status is "active"; // the previous registry does not tell
            return new ReceivingSite(site.Organization, site.Place, site.ServiceType, takesPeople, [.. site.RequiredCompetences]);
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound)
        {
            return null;
        }
    }
}
