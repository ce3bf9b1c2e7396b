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
    /// <param name="Subject">The record, for example <c>site/0192…</c>, <c>organization/nrcs</c> or <c>service-type/case-management</c>.</param>
    /// <param name="Link">The record as it is now, perhaps with later changes.</param>
    /// <param name="Deleted">The record is over by now, for good: take it out of your copy. The link still shows how it ended.</param>
    /// <param name="At">When it happened. Not the order: follow <c>after</c>.</param>
    internal sealed record Change(string Type, string Subject, string Link, bool Deleted, DateTimeOffset At);

    /// <param name="Items">Up to the limit, in order.</param>
    /// <param name="After">Keep it once the items are dealt with, and ask with it the next time; always there, also when nothing changed.</param>
    /// <param name="More">True when more can be read at once.</param>
    internal sealed record Response(IReadOnlyList<Change> Items, string After, bool More);

    internal sealed record Row(long Position, string Type, DateTimeOffset At, string? Site, string? Organization, string? ServiceType);

    public static void MapChanges(this WebApplication app) =>
        app.MapGroup("/api/v1/registry/changes").WithTags("Changes").RequireScope(Scopes.RegistryRead)
            .MapGet("", HandleAsync)
            .WithName(nameof(ReadChanges))
            .WithSummary("Changes of organizations, service types, sites and their places since you last asked.")
            .WithDescription(
                "Begin without `after`, deal with the items, keep the answer's `after`, and ask again with it: at once while `more` is true, else after a while. "
                + "Every change comes once and in one order, whatever runs concurrently; who stops between dealing with items and keeping `after` gets these again. "
                + "Changes are never dropped. A site that is closed for good is `deleted` in all of its changes. Workers are not in the feed.")
            .ProducesProblem(StatusCodes.Status410Gone);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page, RegistryDb db, CancellationToken cancellationToken)
    {
        var after = 0L;
        if (!page.TryGetKey(out var key) || (key is not null && !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out after)))
        {
            return Problems.Invalid("after", "Not given out by this feed.");
        }

        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select position as "Position", type as "Type", occurred_at as "At",
                   data->>'siteId' as "Site", data->>'organization' as "Organization", data->>'serviceType' as "ServiceType"
            from outbox where position > {after} and type like 'registry.%' and type not like 'registry.worker-%'
            order by position limit {page.Size + 1}
            """).ToListAsync(cancellationToken);
        if (rows.Count == 0 && after > await db.Database.SqlQuery<long>($"select coalesce(max(position), 0) as \"Value\" from outbox").SingleAsync(cancellationToken))
        {
            return Problems.Of(
                StatusCodes.Status410Gone, ProblemTypes.Of("changes-lost"), "The feed does not reach that far any more.",
                "The register was restored from a backup. Read it anew and begin without after.");
        }

        var items = rows.Take(page.Size).ToList();
        var sites = items.Where(row => row.Site is not null).Select(row => Guid.Parse(row.Site!)).Distinct().ToArray();
        var closed = (await db.Sites.Where(s => sites.Contains(s.Id) && s.Status == SiteStatus.Closed).Select(s => s.Id).ToListAsync(cancellationToken)).ToHashSet();
        var last = (items.Count > 0 ? items[^1].Position : after).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok(new Response(
            [.. items.Select(row => ToChange(row, closed))], WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(last)), rows.Count > page.Size));
    }

    // A site's events may name its organization and type too; it is about the site.
    private static Change ToChange(Row row, HashSet<Guid> closed) => row switch
    {
        { Site: { } site } => Of(row, "site", "sites", site, closed.Contains(Guid.Parse(site))),
        { ServiceType: { } type } => Of(row, "service-type", "service-types", type, deleted: false),
        _ => Of(row, "organization", "organizations", row.Organization!, deleted: false),
    };

    private static Change Of(Row row, string subject, string path, string id, bool deleted) =>
        new(row.Type, $"{subject}/{id}", $"/api/v1/registry/{path}/{id}", deleted, row.At);
}
