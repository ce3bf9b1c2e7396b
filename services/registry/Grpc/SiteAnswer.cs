using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Grpc;

internal static class SiteAnswer
{
    public static Contracts.Registry.V1.Site Of(Site site, string[] competences, DateOnly today) =>
        new()
        {
            SiteId = site.Id.ToString(),
            Organization = site.OrganizationCode,
            ServiceType = site.ServiceTypeCode,
            Place = site.PlaceCode,
            Status = Words.Of(site.Status),
            Name = site.Name.En,
            Places = PlacesService.CountsOf(site),
            RequiredCompetences = { competences },
            Accreditation = Words.Of(site.AccreditationOn(today)),
            TakesPeople = site.TakesPeopleOn(today),
        };
}
