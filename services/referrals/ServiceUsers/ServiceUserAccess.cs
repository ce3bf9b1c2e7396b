using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.ServiceUsers;

internal static class ServiceUserAccess
{
    /// <summary>A service user whom the caller may know, to change it. To all others it does not exist.</summary>
    public static async Task<ToChange<ServiceUser>> FindAsync(
        IQueryable<ServiceUser> users,
        Guid id,
        IfMatch? ifMatch,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        var organization = desk.Organization;
        var user = await users.SingleOrDefaultAsync(u => u.Id == id && u.Organization == organization, cancellationToken);
        var knows = user is not null && await desk.KnowsAsync(id, cancellationToken);
        return ToChange.Check(
            knows ? user : null,
            "The service user",
            u => u.ErasedAt is null ? null : ServiceUserProblems.Erased,
            ifMatch
        );
    }

    /// <summary>All records of some people, by the record that remains of each.</summary>
    /// <param name="users">The register.</param>
    /// <param name="roots">The records that remain.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Record → the record that remains.</returns>
    public static Task<Dictionary<Guid, Guid>> RecordsOfAsync(
        this IQueryable<ServiceUser> users,
        IReadOnlyList<Guid> roots,
        CancellationToken cancellationToken
    ) =>
        users
            .Where(u => roots.Contains(u.Id) || (u.MergedInto != null && roots.Contains(u.MergedInto.Value)))
            .ToDictionaryAsync(u => u.Id, u => u.MergedInto ?? u.Id, cancellationToken);

    /// <summary>The records of one person: the one that remains and those that were merged into it.</summary>
    public static IQueryable<Guid> SamePerson(this IQueryable<ServiceUser> users, Guid id) =>
        users
            .Where(u =>
                u.Id == users.Where(me => me.Id == id).Select(me => me.MergedInto ?? me.Id).First()
                || u.MergedInto != null && u.MergedInto == users.Where(me => me.Id == id).Select(me => me.MergedInto ?? me.Id).First()
            )
            .Select(u => u.Id);
}
