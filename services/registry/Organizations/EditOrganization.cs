using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

internal static class EditOrganization
{
    public static void Map(RouteGroupBuilder organizations) =>
        organizations
            .MapPut("/{code}", HandleAsync)
            .WithName(nameof(EditOrganization))
            .WithSummary("Change an organization's public details: one's own, or any for the programme's office. Needs If-Match.")
            .WithDescription(
                "Replaces all details; roles stay when they are left out. Only the office changes kind, roles and parent: "
                    + "an organization sends them unchanged."
            )
            .ChangesRecord(StatusCodes.Status403Forbidden);

    internal static async Task<Results<Ok<OrganizationView>, ProblemHttpResult>> HandleAsync(
        string code,
        OrganizationDetails request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpContext http,
        RegistryDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (request.Parent is not null)
        {
            await OrganizationRules.LockParentsAsync(db, cancellationToken);
        }

        if (await db.Organizations.SingleOrDefaultAsync(o => o.Code == code, cancellationToken) is not { } organization)
        {
            return Problems.NotFound("The organization");
        }

        var today = clock.Today();
        if (
            !context.Caller!.MayActFor(code)
            || (ChangesStanding(organization, request, today) && !context.Caller.Has(Scopes.ProgrammeManage))
        )
        {
            return Editing.Forbidden(code);
        }

        if (ToChange.UnlessCurrent(ifMatch, organization.Version) is { } outdated)
        {
            return outdated;
        }

        var errors = await OrganizationRules.FindErrorsAsync(db, code, organization.Addresses, request, today, cancellationToken);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        organization.Describe(
            ChangesRoles(organization, request, today) ? request : request with { Roles = null, RolePeriods = null },
            today
        );
        if (db.ChangeTracker.HasChanges())
        {
            db.Publish(organization.Registered());
            db.Audit("edit organization", organization.Subject);
            if (await db.SaveAsync(cancellationToken) is { } refused)
            {
                return refused;
            }
            await transaction.CommitAsync(cancellationToken);
        }

        return http.Response.Ok(organization.Version, OrganizationView.Written(organization, today, http.Request));
    }

    private static bool ChangesStanding(Organization organization, OrganizationDetails request, DateOnly today) =>
        organization.Kind != request.Kind || organization.ParentCode != request.Parent || ChangesRoles(organization, request, today);

    private static bool ChangesRoles(Organization organization, OrganizationDetails request, DateOnly today) =>
        (request.Roles is { } roles && !organization.RolesOn(today).ToHashSet().SetEquals(roles))
        || (request.RolePeriods is { } periods && !organization.RolePeriods.SequenceEqual(periods));
}
