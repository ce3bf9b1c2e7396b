using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Records;

/// <summary>
/// What a new record belongs to. In a transaction (<c>BeginAsync</c>) it cannot be deleted before the record is there: whoever
/// deletes it waits, and then sees the record.
/// </summary>
internal static class Standing
{
    /// <returns>False when there is no such organization, or it was deleted.</returns>
    public static async Task<bool> LockForShareOrganizationAsync(this RegistryDb db, string code, CancellationToken cancellationToken) =>
        await db
            .Database.SqlQuery<string>(
                $"select code as \"Value\" from organizations where code = {code} and deleted_at is null for key share"
            )
            .ToListAsync(cancellationToken)
            is not [];

    /// <summary>As <see cref="LockForShareOrganizationAsync"/> for many at once, in the order of their codes.</summary>
    /// <returns>Those that are there.</returns>
    public static async Task<IReadOnlySet<string>> LockForShareOrganizationsAsync(
        this RegistryDb db,
        IEnumerable<string> codes,
        CancellationToken cancellationToken
    )
    {
        var named = codes.Distinct().ToArray();
        return named is []
            ? new HashSet<string>()
            : (
                await db
                    .Database.SqlQuery<string>(
                        $"select code as \"Value\" from organizations where code = any ({named}) and deleted_at is null order by code for key share"
                    )
                    .ToListAsync(cancellationToken)
            ).ToHashSet();
    }

    /// <returns>False when there is no such service type, or it was deleted.</returns>
    public static async Task<bool> LockForShareServiceTypeAsync(this RegistryDb db, string code, CancellationToken cancellationToken) =>
        await db
            .Database.SqlQuery<string>(
                $"select code as \"Value\" from service_types where code = {code} and deleted_at is null for key share"
            )
            .ToListAsync(cancellationToken)
            is not [];

    /// <summary>As <see cref="LockForShareServiceTypeAsync"/> for many at once, in the order of their codes.</summary>
    /// <returns>Those that are there.</returns>
    public static async Task<IReadOnlySet<string>> LockForShareServiceTypesAsync(
        this RegistryDb db,
        IEnumerable<string> codes,
        CancellationToken cancellationToken
    )
    {
        var named = codes.Distinct().ToArray();
        return named is []
            ? new HashSet<string>()
            : (
                await db
                    .Database.SqlQuery<string>(
                        $"select code as \"Value\" from service_types where code = any ({named}) and deleted_at is null order by code for key share"
                    )
                    .ToListAsync(cancellationToken)
            ).ToHashSet();
    }
}
