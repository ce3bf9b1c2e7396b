using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Workers;

internal static class ListWorkers
{
    /// <param name="Id">The worker.</param>
    /// <param name="Code">The employer's own code.</param>
    /// <param name="Organization">Code of the employer.</param>
    /// <param name="Role">What the worker does.</param>
    /// <param name="Place">Code of where the worker works.</param>
    /// <param name="Active">False after leaving.</param>
    /// <example>{"id": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a20", "code": "N-017", "organization": "nrcs", "role": "social-worker", "place": "TM-S-02", "active": true}</example>
    internal sealed record Item(Guid Id, string? Code, string Organization, WorkerRole Role, string Place, bool Active);

    /// <param name="Organization">Code of the employer.</param>
    /// <param name="Role">specialist, social-worker, manager, allied or trainer.</param>
    /// <param name="Code">The employer's own code.</param>
    /// <param name="Active">false: only who has left; true: only who has not.</param>
    /// <param name="Competence">Code of a competence that the worker holds today.</param>
    public sealed record Filter(
        [property: MaxLength(50)] string? Organization,
        [property: MaxLength(30)] string? Role,
        [property: MaxLength(50)] string? Code,
        bool? Active,
        [property: MaxLength(100)] string? Competence
    );

    public static void Map(RouteGroupBuilder workers) =>
        workers
            .MapGet("", HandleAsync)
            .WithName(nameof(ListWorkers))
            .WithSummary(
                "Workers of the own organization (of all, for the programme's office) in the order of registration, without names; by organization, role, own code, activity and competence."
            );

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        [AsParameters] Filter filter,
        HttpContext http,
        RegistryDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        if (!Words.TryParse<WorkerRole>(filter.Role, out var wanted))
        {
            return Problems.Invalid("role", Words.Expected<WorkerRole>());
        }

        var own = context.Caller!.Has(Scopes.ProgrammeManage) ? null : context.Caller.Organization;
        var today = clock.Today();
        var rows = await db
            .Workers.AsNoTracking()
            .Where(w => own == null || w.OrganizationCode == own)
            .Where(w =>
                (filter.Organization == null || w.OrganizationCode == filter.Organization)
                && (wanted == null || w.Role == wanted)
                && (filter.Code == null || w.Code == filter.Code)
                && (filter.Active == null || w.Active == filter.Active)
                && (
                    filter.Competence == null
                    || db.WorkerCompetences.Any(c =>
                        c.WorkerId == w.Id
                        && c.Competence == filter.Competence
                        && !c.Revoked
                        && c.ValidFrom <= today
                        && (c.ValidUntil == null || c.ValidUntil >= today)
                    )
                )
                && w.Id.CompareTo(after) > 0
            )
            .OrderBy(w => w.Id)
            .Take(page.Size + 1)
            .Select(w => new Item(w.Id, w.Code, w.OrganizationCode, w.Role, w.PlaceCode, w.Active))
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(rows, w => w.Id.ToString(), http.Response);
        db.AuditShown("list workers", "worker", shown.Items.Select(w => w.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
