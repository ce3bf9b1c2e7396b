using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.Records;

/// <summary>Who changed what of a record and when; also of one that is deleted.</summary>
public static class ReadHistory
{
    /// <param name="At">When.</param>
    /// <param name="Actor">The client that made the change, or <c>service:NAME</c>.</param>
    /// <param name="Organization">Code of the organization that the client acts for.</param>
    /// <param name="Kind">created, changed or deleted.</param>
    /// <param name="Changes">By field: its value before (<c>from</c>) and after (<c>to</c>); personal data by name only. Absent when created or deleted.</param>
    /// <param name="Reason">Why it was deleted.</param>
    /// <example>{"at": "2021-11-03T05:12:00Z", "actor": "provider-yenme", "organization": "yenme", "kind": "changed", "changes": {"address": {"from": "Görogly 7", "to": "Görogly 9"}}}</example>
    internal sealed record Entry(DateTimeOffset At, string Actor, string? Organization, string Kind, JsonDocument? Changes, string? Reason);

    /// <param name="records">The group of the records' endpoints.</param>
    /// <param name="kind">As in <see cref="IRecord.Subject"/>, for example <c>site</c>.</param>
    public static void Map(RouteGroupBuilder records, string kind) =>
        records
            .MapGet(
                "/{key}/history",
                (
                    string key,
                    [AsParameters] PageRequest page,
                    HttpContext http,
                    ServiceDbContext db,
                    RequestContext context,
                    CancellationToken cancellationToken
                ) =>
                    HandleAsync(
                        $"{kind}/{(Guid.TryParse(key, out var id) ? id.ToString() : key)}",
                        page,
                        http,
                        db,
                        context,
                        cancellationToken
                    )
            )
            .WithName($"Read{string.Concat(kind.Split('-').Select(CultureInfo.InvariantCulture.TextInfo.ToTitleCase))}History")
            .WithSummary(
                "Every change of the record, the oldest first: who, when, and each field before and after. For those who may edit it."
            )
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<Entry>>, ProblemHttpResult>> HandleAsync(
        string subject,
        PageRequest page,
        HttpContext http,
        ServiceDbContext db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetNumber(out var after))
        {
            return PageRequest.Unknown;
        }

        // Who works on a record is not public: to others its history does not exist.
        var newest = await db.Set<RecordChange>()
            .AsNoTracking()
            .Where(c => c.Subject == subject)
            .OrderByDescending(c => c.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (newest is null || !(newest.Owner is { } owner ? context.Caller!.MayActFor(owner) : context.Caller!.Has(Scopes.ProgrammeManage)))
        {
            return Problems.NotFound("The history");
        }

        var rows = await db.Set<RecordChange>()
            .AsNoTracking()
            .Where(c => c.Subject == subject && c.Id > after)
            .OrderBy(c => c.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var found = page.ToPage(rows, c => c.Id.ToString(CultureInfo.InvariantCulture), http.Response);
        db.Audit("read history", subject);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(
            new Page<Entry>(
                [.. found.Items.Select(c => new Entry(c.At, c.Actor, c.ActorOrganization, c.Kind, c.Changes, c.Reason))],
                found.After
            )
        );
    }
}
