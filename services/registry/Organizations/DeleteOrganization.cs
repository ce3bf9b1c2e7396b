using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Organizations;

internal static class DeleteOrganization
{
    public static void Map(RouteGroupBuilder organizations) =>
        organizations
            .MapPost("/{code}/delete", HandleAsync)
            .WithName(nameof(DeleteOrganization))
            .WithSummary("Delete an organization that was entered by mistake. For the programme's office only. Needs If-Match.")
            .WithDescription(
                "For entries made by mistake or twice: an organization that has ended its work has roles that have ended, and stays. Refused while it has sites, workers or "
                    + "parts, or leads a service type. Its history stays and tells the reason; its code stays taken."
            )
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string code,
        Deletable.Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await OrganizationRules.LockParentsAsync(db, cancellationToken);
        // Whoever enters a site or worker of it at this moment holds the row (Standing): they are waited for and then seen.
        await db.Database.ExecuteSqlAsync($"select from organizations where code = {code} for update", cancellationToken);
        if (await db.Organizations.SingleOrDefaultAsync(o => o.Code == code, cancellationToken) is not { } organization)
        {
            return Problems.NotFound("The organization");
        }

        if (ToChange.UnlessCurrent(ifMatch, organization.Version) is { } outdated)
        {
            return outdated;
        }

        if (await FindUseAsync(db, code, clock.Today(), cancellationToken) is { } use)
        {
            return Problems.Conflict("organization-in-use", "The organization is in use.", use);
        }

        var now = clock.GetUtcNow();
        organization.Delete(request.Reason, now);
        db.Publish(organization.Deleted());
        db.Audit("delete organization", organization.Subject, request.Reason);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<string?> FindUseAsync(RegistryDb db, string code, DateOnly today, CancellationToken cancellationToken) =>
        await db.Sites.AnyAsync(s => s.OrganizationCode == code, cancellationToken) ? "It has sites."
        : await db.Workers.AnyAsync(w => w.OrganizationCode == code, cancellationToken) ? "It has workers."
        : await db.Organizations.AnyAsync(o => o.ParentCode == code, cancellationToken) ? "Other organizations are part of it."
        : await db.ServiceTypes.AnyAsync(t => t.LeadAgencyCode == code, cancellationToken) ? "It leads service types."
        : await db
            .Database.SqlQuery<bool>(
                $"""
                select exists (select from service_types where coming->'definition'->>'leadAgency' = {code} and deleted_at is null)
                    or exists (
                        select from workers, jsonb_array_elements(posts) post
                        where due_on is not null and deleted_at is null and post->>'organization' = {code} and (post->>'from')::date > {today}) as "Value"
                """
            )
            .SingleAsync(cancellationToken)
            ? "It is to lead a service type or to get a worker."
        : null;
}
