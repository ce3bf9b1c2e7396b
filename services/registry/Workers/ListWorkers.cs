using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
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
    internal sealed record Item(Guid Id, string? Code, string Organization, WorkerRole Role, string Place, bool Active);

    public static void Map(RouteGroupBuilder workers) =>
        workers.MapGet("", HandleAsync)
            .WithName(nameof(ListWorkers))
            .WithSummary("Workers of the own organization (of all, for the programme's office) in the order of registration, without names; by organization, role and own code.");

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page, [MaxLength(50)] string? organization, string? role, [MaxLength(50)] string? code,
        HttpContext http, RegistryDb db, RequestContext context, CancellationToken cancellationToken)
    {
        if (!page.TryGetGuid(out var after))
        {
            return Problems.Invalid("after", "Not given out by this list.");
        }

        if (!Words.TryParse<WorkerRole>(role, out var wanted))
        {
            return Problems.Invalid("role", Words.Expected<WorkerRole>());
        }

        var own = context.Caller!.Has(Scopes.ProgrammeManage) ? null : context.Caller.Organization;
        var rows = await db.Workers.AsNoTracking()
            .Where(w => own == null || w.OrganizationCode == own)
            .Where(w => (organization == null || w.OrganizationCode == organization)
                && (wanted == null || w.Role == wanted)
                && (code == null || w.Code == code)
                && (after == null || w.Id.CompareTo(after.Value) > 0))
            .OrderBy(w => w.Id)
            .Take(page.Size + 1)
            .Select(w => new Item(w.Id, w.Code, w.OrganizationCode, w.Role, w.PlaceCode, w.Active))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage(rows, w => w.Id.ToString(), http.Response));
    }
}
