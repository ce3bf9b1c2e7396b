using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Changes;

/// <summary>
/// What changed in the public register, in an order that never changes: the positions of the service's event log are given
/// after the commit and without gaps, so a change can neither appear behind a place that a reader has passed nor appear twice.
/// </summary>
internal static class ReadChanges
{
    /// <param name="Type">What happened, for example <c>registry.site-opened.v1</c>; types may be added.</param>
    /// <param name="Subject">The record, for example <c>site/0192…</c>, <c>organization/nrcs</c>, <c>service-type/case-management</c> or <c>place/TM-S</c>.</param>
    /// <param name="Link">The record as it is now, perhaps with later changes.</param>
    /// <param name="Deleted">The record is over by now, for good: take it out of your copy. The link still shows a site that was closed; what was deleted is not found any more.</param>
    /// <param name="At">When it happened. Not the order: follow <c>after</c>.</param>
    internal sealed record Change(string Type, string Subject, string Link, bool Deleted, DateTimeOffset At);

    /// <param name="Items">Up to the limit, in order.</param>
    /// <param name="After">Keep it once the items are dealt with, and ask with it the next time; always there, also when nothing changed.</param>
    /// <param name="More">True when more can be read at once.</param>
    /// <example>
    /// {"items": [{"type": "registry.capacity-changed.v1", "subject": "site/017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a10",
    /// "link": "/api/v1/registry/sites/017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a10", "deleted": false, "at": "2021-11-03T05:12:00Z"}], "after": "NDcxMQ", "more": false}
    /// </example>
    internal sealed record Response(IReadOnlyList<Change> Items, string After, bool More);

    internal sealed record Row(
        long Position,
        string Type,
        DateTimeOffset At,
        string? Site,
        string? Organization,
        string? ServiceType,
        string? Place
    );

    public static void MapChanges(this WebApplication app) =>
        app.MapGroup("/api/v1/registry/changes")
            .WithTags("Changes")
            .RequireScope(Scopes.RegistryRead)
            .MapGet("", HandleAsync)
            .WithName(nameof(ReadChanges))
            .WithSummary("Changes of organizations, service types, sites and their capacity since you last asked.")
            .WithDescription(
                "Begin without `after`, deal with the items, keep the answer's `after`, and ask again with it: at once while `more` is true, else after a while. "
                    + "Every change comes once and in one order, whatever runs concurrently; who stops between dealing with items and keeping `after` gets these again. "
                    + "Changes are never dropped. A record that was deleted, and a site that is closed for good, is `deleted` in all of its changes. Workers are not in the feed, and changes of a site's capacity only for those who see its numbers: others read its `availability` once a day."
            )
            .ProducesProblem(StatusCodes.Status410Gone);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        HttpContext http,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        var rights = CapacityRights.Of(http.Request);
        if (!page.TryGetNumber(out var after))
        {
            return PageRequest.Unknown;
        }

        var rows = await db
            .Database.SqlQuery<Row>(
                $"""
                select position as "Position", type as "Type", occurred_at as "At",
                       data->>'siteId' as "Site", data->>'organization' as "Organization", data->>'serviceType' as "ServiceType",
                       data->>'place' as "Place"
                from outbox where position > {after} and type like 'registry.%' and type not like 'registry.worker-%'
                    and ({rights.SeesAll} or type <> 'registry.capacity-changed.v1' or exists (
                        select from sites s where s.id = (data->>'siteId')::uuid and s.organization_code = {rights.Caller.Organization}))
                order by position limit {page.Size + 1}
                """
            )
            .ToListAsync(cancellationToken);
        if (
            rows.Count == 0
            && after
                > await db
                    .Database.SqlQuery<long>($"select coalesce(max(position), 0) as \"Value\" from outbox")
                    .SingleAsync(cancellationToken)
        )
        {
            return Problems.Of(
                StatusCodes.Status410Gone,
                ProblemTypes.Of("changes-lost"),
                "The position in after is later than the newest change.",
                "The register was restored from a backup. Read it again, without after."
            );
        }

        var items = rows.Take(page.Size).ToList();
        var over = await FindOverAsync(db, items, cancellationToken);
        var last = (items.Count > 0 ? items[^1].Position : after).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok(
            new Response(
                [.. items.Select(row => ToChange(row, over))],
                WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(last)),
                rows.Count > page.Size
            )
        );
    }

    // Also those that are deleted, which no other query finds.
    private static async Task<HashSet<string>> FindOverAsync(RegistryDb db, List<Row> items, CancellationToken cancellationToken)
    {
        var sites = items.Where(row => row.Site is not null).Select(row => Guid.Parse(row.Site!)).Distinct().ToArray();
        var types = items.Select(row => row.ServiceType).Distinct().ToArray();
        var organizations = items.Select(row => row.Organization).Distinct().ToArray();
        var overSites = await db
            .Sites.IgnoreQueryFilters()
            .Where(s => sites.Contains(s.Id) && (s.Status == SiteStatus.Closed || s.DeletedAt != null))
            .Select(s => s.Id)
            .ToListAsync(cancellationToken);
        var overTypes = await db
            .ServiceTypes.IgnoreQueryFilters()
            .Where(t => types.Contains(t.Code) && t.DeletedAt != null)
            .Select(t => t.Code)
            .ToListAsync(cancellationToken);
        var overOrganizations = await db
            .Organizations.IgnoreQueryFilters()
            .Where(o => organizations.Contains(o.Code) && o.DeletedAt != null)
            .Select(o => o.Code)
            .ToListAsync(cancellationToken);
        return
        [
            .. overSites.Select(id => $"site/{id}"),
            .. overTypes.Select(code => $"service-type/{code}"),
            .. overOrganizations.Select(code => $"organization/{code}"),
        ];
    }

    // A site's events may name its organization and type too; it is about the site.
    private static Change ToChange(Row row, HashSet<string> over) =>
        row switch
        {
            { Site: { } site } => Of(row, "site", "sites", site, over),
            { Place: { } place } => Of(row, "place", "places", place, over),
            { ServiceType: { } type } => Of(row, "service-type", "service-types", type, over),
            _ => Of(row, "organization", "organizations", row.Organization!, over),
        };

    private static Change Of(Row row, string kind, string path, string id, HashSet<string> over) =>
        new(row.Type, $"{kind}/{id}", $"/api/v1/registry/{path}/{id}", over.Contains($"{kind}/{id}"), row.At);
}
