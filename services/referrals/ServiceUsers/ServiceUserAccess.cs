using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.ServiceUsers;

internal static class ServiceUserAccess
{
    /// <summary>A service user of the caller's organization, to change it. To strangers it does not exist.</summary>
    public static async Task<ToChange<ServiceUser>> FindAsync(
        IQueryable<ServiceUser> users,
        Guid id,
        IfMatch? ifMatch,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        var organization = context.Organization();
        var user = await users.SingleOrDefaultAsync(u => u.Id == id && u.Organization == organization, cancellationToken);
        return ToChange.Check(user, "The service user", _ => null, ifMatch);
    }

    /// <summary>The records of one person: the one that remains and those that were merged into it.</summary>
    public static IQueryable<Guid> SamePerson(this IQueryable<ServiceUser> users, Guid id) =>
        users
            .Where(u =>
                u.Id == id
                || u.MergedInto == id
                || users.Any(me => me.Id == id && me.MergedInto != null && (u.Id == me.MergedInto || u.MergedInto == me.MergedInto))
            )
            .Select(u => u.Id);
}
