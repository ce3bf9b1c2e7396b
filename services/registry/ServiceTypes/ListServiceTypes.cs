using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.ServiceTypes;

internal static class ListServiceTypes
{
    public static void Map(RouteGroupBuilder types) =>
        types.MapGet("", HandleAsync).WithName(nameof(ListServiceTypes)).WithSummary("Service types by code.");

    internal static async Task<Results<Ok<Page<ServiceTypeView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        HttpContext http,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetKey(out var after))
        {
            return PageRequest.Unknown;
        }

        var rows = await db
            .ServiceTypes.AsNoTracking()
            .After(after, t => t.Code)
            .OrderBy(t => t.Code)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage([.. rows.Select(t => ServiceTypeView.Of(t, http.Request))], t => t.Code, http.Response));
    }
}
