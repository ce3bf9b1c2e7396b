using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

internal static class ListOrganizations
{
    /// <param name="Kind">What they are.</param>
    /// <param name="Role">What they do in the programme.</param>
    /// <param name="On">The day on which they have the role, and of which the answers tell the roles; today when not given.</param>
    /// <param name="Parent">Code of the organization that they are part of, directly.</param>
    public sealed record Filter(string? Kind, string? Role, DateOnly? On, [property: MaxLength(50)] string? Parent);

    public static void Map(RouteGroupBuilder organizations) =>
        organizations
            .MapGet("", HandleAsync)
            .WithName(nameof(ListOrganizations))
            .WithSummary("Organizations by code; by kind, by role in the programme on a day, and by what they are part of.");

    internal static async Task<Results<Ok<Page<OrganizationView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        [AsParameters] Filter filter,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetKey(out var after))
        {
            return PageRequest.Unknown;
        }

        if (!Words.TryParse<OrganizationKind>(filter.Kind, out var wanted))
        {
            return Problems.Invalid("kind", Words.Expected<OrganizationKind>());
        }

        if (!Words.TryParse<ProgrammeRole>(filter.Role, out _))
        {
            return Problems.Invalid("role", Words.Expected<ProgrammeRole>());
        }

        var day = filter.On ?? clock.Today();
        var organizations = db
            .Organizations.AsNoTracking()
            .Where(o => (wanted == null || o.Kind == wanted) && (filter.Parent == null || o.ParentCode == filter.Parent));
        if (filter.Role is { } role)
        {
            var withRole = db.Database.SqlQuery<string>(
                $"""
                select code as "Value" from organizations, jsonb_array_elements(role_periods) period
                where period ->> 'role' = {role} and daterange((period ->> 'from')::date, (period ->> 'until')::date, '[]') @> {day}
                """
            );
            organizations = organizations.Where(o => withRole.Contains(o.Code));
        }

        var rows = await organizations.After(after, o => o.Code).OrderBy(o => o.Code).Take(page.Size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage([.. rows.Select(o => OrganizationView.Of(o, day, http.Request))], o => o.Code, http.Response));
    }
}
