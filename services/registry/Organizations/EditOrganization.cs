using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

internal static class EditOrganization
{
    /// <param name="Kind">What it is; only the programme's office may change it.</param>
    /// <param name="Name">In three languages.</param>
    /// <param name="Roles">What it does in the programme; only the programme's office may change them.</param>
    /// <param name="Website">Public address; none when absent.</param>
    public sealed record Request(
        OrganizationKind Kind,
        [property: Required] LocalizedText Name,
        [property: Required, MaxLength(10)] ProgrammeRole[] Roles,
        [property: MaxLength(300), Url] string? Website = null);

    public static void Map(RouteGroupBuilder organizations) =>
        organizations.MapPut("/{code}", HandleAsync)
            .WithName(nameof(EditOrganization))
            .WithSummary("Change an organization's public facts: one's own, or any for the programme's office. Needs If-Match.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);

    internal static async Task<Results<Ok<OrganizationFacts>, ProblemHttpResult>> HandleAsync(
        string code, Request request, [FromHeader(Name = "If-Match")] ETag? ifMatch,
        HttpContext http, RegistryDb db, RequestContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Organizations.SingleOrDefaultAsync(o => o.Code == code, cancellationToken) is not { } organization)
        {
            return Problems.NotFound("The organization");
        }

        var today = clock.Today();
        var changesRoles = !organization.RolesOn(today).ToHashSet().SetEquals(request.Roles);
        var changesStanding = organization.Kind != request.Kind || changesRoles;
        if (!context.Caller!.MayActFor(code) || (changesStanding && !context.Caller.Has(Scopes.ProgrammeManage)))
        {
            return Editing.Forbidden(code);
        }

        if (ifMatch is not { } expected)
        {
            return Problems.PreconditionRequired;
        }

        if (expected != ETag.Of(organization.Version))
        {
            return Problems.Stale;
        }

        (organization.Kind, organization.Name, organization.Website) = (request.Kind, request.Name, request.Website);
        if (changesRoles)
        {
            organization.TakeRolesFrom(today, request.Roles);
        }

        try
        {
            if (db.ChangeTracker.HasChanges())
            {
                db.Publish(organization.Registered(clock.GetUtcNow()));
                db.Audit("edit organization", $"organization/{code}");
                await db.SaveChangesAsync(cancellationToken);
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
        }

        http.Response.Headers.ETag = ETag.Of(organization.Version).ToString();
        return TypedResults.Ok(OrganizationFacts.Of(organization, today, http.Request));
    }
}
