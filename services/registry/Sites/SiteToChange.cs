using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

/// <summary>The site that a caller wants to change, or why not.</summary>
internal readonly record struct SiteToChange(Site? Site, ProblemHttpResult? Refusal)
{
    public static async Task<SiteToChange> FindAsync(
        RegistryDb db,
        Guid id,
        IfMatch? ifMatch,
        Caller caller,
        CancellationToken cancellationToken
    ) => Check(await db.Sites.SingleOrDefaultAsync(s => s.Id == id, cancellationToken), ifMatch, caller);

    public static SiteToChange Check(Site? site, IfMatch? ifMatch, Caller caller) =>
        site switch
        {
            null => new(null, Problems.NotFound("The site")),
            _ when !caller.MayActFor(site.OrganizationCode) => new(null, Editing.Forbidden(site.OrganizationCode)),
            _ => Problems.UnlessCurrent(ifMatch, site.Version) is { } outdated ? new(null, outdated) : new(site, null),
        };

    /// <summary>Saves what was changed in the site.</summary>
    /// <returns>Null, or 412 when somebody else was faster.</returns>
    public static async Task<ProblemHttpResult?> SaveAsync(RegistryDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
        }
    }
}
