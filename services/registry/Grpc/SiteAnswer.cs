using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Grpc;

internal static class SiteAnswer
{
    public static Contracts.Registry.V1.Site Of(Site site, string[] competences, CapacityRights rights) =>
        new()
        {
            SiteId = site.Id.ToString(),
            Organization = site.OrganizationCode,
            ServiceType = site.ServiceTypeCode,
            Place = site.PlaceCode,
            Status = Words.Of(site.Status),
            Name = site.Name.En,
            NameTk = site.Name.Tk,
            NameRu = site.Name.Ru,
            Capacity = rights.Sees(site.OrganizationCode) ? CapacityService.CountsOf(site) : null,
            Availability = Words.Of(site.AvailabilityOn(rights.Today)),
            RequiredCompetences = { competences },
            Accreditation = Words.Of(site.AccreditationOn(rights.Today)),
            TakesPeople = site.TakesPeopleOn(rights.Today),
        };
}
