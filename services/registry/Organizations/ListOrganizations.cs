using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

internal static class ListOrganizations
{
    public static void Map(RouteGroupBuilder organizations) =>
        organizations.MapGet("", HandleAsync)
            .WithName(nameof(ListOrganizations))
            .WithSummary("Organizations by code; by kind and by role in the programme.");

    internal static async Task<Results<Ok<Page<OrganizationFacts>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page, string? kind, string? role, HttpContext http, RegistryDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!page.TryGetKey(out var after))
        {
            return Problems.Invalid("after", "Not given out by this list.");
        }

        if (!Words.TryParse<OrganizationKind>(kind, out var wanted))
        {
            return Problems.Invalid("kind", Words.Expected<OrganizationKind>());
        }

        if (!Words.TryParse<ProgrammeRole>(role, out _))
        {
            return Problems.Invalid("role", Words.Expected<ProgrammeRole>());
        }

        var rows = await db.Organizations.AsNoTracking()
            .Where(o => (wanted == null || o.Kind == wanted) && (role == null || o.Roles.Contains(role)))
            .After(after, o => o.Code)
            .OrderBy(o => o.Code)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage([.. rows.Select(o => OrganizationFacts.Of(o, clock.Today(), http.Request))], o => o.Code, http.Response));
    }
}
