using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

internal static class RegisterOrganization
{
    /// <param name="Code">Lower case letters, digits and dashes; never changes.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Name">In three languages.</param>
    /// <param name="Roles">What it does in the programme.</param>
    /// <param name="Website">Public address.</param>
    public sealed record Request(
        [property: Required, MaxLength(50), RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "Lower case letters, digits and dashes only.")] string Code,
        OrganizationKind Kind,
        [property: Required] LocalizedText Name,
        [property: Required, MaxLength(10)] ProgrammeRole[] Roles,
        [property: MaxLength(300), Url] string? Website = null);

    public static void Map(RouteGroupBuilder organizations) =>
        organizations.MapPost("", HandleAsync)
            .WithName(nameof(RegisterOrganization))
            .WithSummary("Enter an organization into the register. For the programme's office only.")
            .RequireScope(Scopes.ProgrammeManage)
            .Idempotent()
            .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Created<OrganizationFacts>, ProblemHttpResult>> HandleAsync(
        Request request, HttpContext http, RegistryDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var organization = new Organization
        {
            Code = request.Code,
            Kind = request.Kind,
            Name = request.Name,
            Website = request.Website,
        };
        organization.TakeRoles([.. request.Roles.Distinct().Select(role => new RolePeriod(role))], clock.Today());
        db.Add(organization);
        db.Publish(organization.Registered(clock.GetUtcNow()));
        db.Audit("register organization", $"organization/{organization.Code}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException duplicate) when (duplicate.Violates("pk_organizations"))
        {
            return Problems.Conflict("organization-code-taken", "Another organization has this code.");
        }

        http.Response.Headers.ETag = ETag.Of(organization.Version).ToString();
        return TypedResults.Created($"/api/v1/registry/organizations/{organization.Code}", OrganizationFacts.Of(organization, clock.Today(), http.Request));
    }
}
