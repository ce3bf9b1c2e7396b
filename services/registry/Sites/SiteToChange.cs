using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

/// <summary>The site that a caller wants to change.</summary>
internal static class SiteToChange
{
    public static async Task<ToChange<Site>> FindAsync(
        RegistryDb db,
        Guid id,
        IfMatch? ifMatch,
        Caller caller,
        CancellationToken cancellationToken
    ) => Check(await db.Sites.SingleOrDefaultAsync(s => s.Id == id, cancellationToken), ifMatch, caller);

    public static ToChange<Site> Check(Site? site, IfMatch? ifMatch, Caller caller) =>
        ToChange.Check(
            site,
            "The site",
            found => caller.MayActFor(found.OrganizationCode) ? null : Editing.Forbidden(found.OrganizationCode),
            ifMatch
        );
}
