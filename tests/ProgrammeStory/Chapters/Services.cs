using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>The three services led by UNODC open in Ashgabat, each by the provider that delivers it.</summary>
internal static class Services
{
    /// <returns>The sites by service type.</returns>
    public static async Task<IReadOnlyDictionary<string, Site>> TellAsync(Agencies agencies, CancellationToken cancellationToken)
    {
        Telling.Chapter("Three services open in Ashgabat");
        var types = (await agencies.Programme.ServiceTypesAsync(cancellationToken)).ToDictionary(type => type.Code);
        var sites = new Dictionary<string, Site>();
        foreach (var wanted in Sites.All)
        {
            if (types.GetValueOrDefault(wanted.ServiceType) is not { LeadAgency: "unodc" } type)
            {
                throw new StoryException($"The register does not know {wanted.ServiceType} as a service led by unodc.");
            }

            var provider = agencies.For(wanted.Organization);
            var known = await provider.FindSiteAsync(wanted.Organization, wanted.Code, cancellationToken);
            var site = sites[type.Code] = known ?? await provider.OpenSiteAsync(wanted, cancellationToken);
            Telling.Line(
                $"{site.Label}",
                $"for {site.Capacity.Total} people, {(known is null ? "opened" : site.Status)}: {type.Number}. {type.Label}"
            );
        }

        return sites;
    }
}
