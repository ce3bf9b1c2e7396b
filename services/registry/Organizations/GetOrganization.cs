using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

internal static class GetOrganization
{
    public static void Map(RouteGroupBuilder organizations) =>
        organizations
            .MapGet("/{code}", HandleAsync)
            .WithName(nameof(GetOrganization))
            .WithSummary("One organization by its code, with its ETag.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<OrganizationView>, ProblemHttpResult>> HandleAsync(
        string code,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.Code == code, cancellationToken) is not { } organization)
        {
            return Problems.NotFound("The organization");
        }

        return http.Response.Ok(organization.Version, OrganizationView.Of(organization, clock.Today(), http.Request));
    }
}
