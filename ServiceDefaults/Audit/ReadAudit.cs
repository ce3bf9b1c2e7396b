using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>The audit log for auditors, and for a worker what was done in the worker's name. Reading it is audited too.</summary>
public static class ReadAudit
{
    /// <param name="app">The process.</param>
    /// <param name="root">Of the service's API, for example <c>/api/v1/referrals</c>.</param>
    /// <param name="ownScope">What a client must be allowed to see what was done in the name of the worker it acts for.</param>
    public static void MapAudit(this WebApplication app, string root, string ownScope)
    {
        var audit = app.MapGroup($"{root}/audit").WithTags("Audit").AboutPeople("audit-entry");
        audit
            .MapGet("", ListAsync)
            .RequireScope(Scopes.AuditRead)
            .RefuseUnknownParameters()
            .WithName("ListAuditEntries")
            .WithSummary(
                "Who did what to whose records, or tried to; the newest first, by person, client, record and time. Reading it is audited."
            );
        audit
            .MapGet("/own", ListOwnAsync)
            .RequireScope(ownScope)
            .RequireAssurance(Assurance.Asserted)
            .RefuseUnknownParameters()
            .WithName("ListOwnAuditEntries")
            .WithSummary("What was done in the name of the person on whose behalf the client acts, by any client; the newest first.");
    }

    internal static Task<Results<Ok<Page<AuditEntryView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] AuditFilter filter,
        [AsParameters] PageRequest page,
        HttpContext http,
        ServiceDbContext db,
        CancellationToken cancellationToken
    ) => AnswerAsync("list audit entries", filter, page, http, db, cancellationToken);

    /// <param name="from">Only what happened then or later, for example <c>2021-11-03T05:00:00Z</c>.</param>
    /// <param name="until">Only what happened before, for example <c>2021-11-04T05:00:00Z</c>.</param>
    /// <param name="page">Which part of the list.</param>
    /// <param name="http">The request.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="db">The database.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    internal static Task<Results<Ok<Page<AuditEntryView>>, ProblemHttpResult>> ListOwnAsync(
        [FromQuery(Name = "from")] string? from,
        [FromQuery(Name = "until")] string? until,
        [AsParameters] PageRequest page,
        HttpContext http,
        RequestContext context,
        ServiceDbContext db,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync(
            "list own audit entries",
            new AuditFilter(context.Caller!.Worker!.Value, null, null, null, null, from, until),
            page,
            http,
            db,
            cancellationToken
        );

    private static async Task<Results<Ok<Page<AuditEntryView>>, ProblemHttpResult>> AnswerAsync(
        string action,
        AuditFilter filter,
        PageRequest page,
        HttpContext http,
        ServiceDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        if (!filter.TryApply(db.AuditEntries.AsNoTracking(), out var entries, out var errors))
        {
            return Problems.Invalid(errors);
        }

        var rows = await entries
            .Where(e => page.After == null || e.Id.CompareTo(after) < 0)
            .OrderByDescending(e => e.Id)
            .Take(page.Size + 1)
            .Select(e => new
            {
                Entry = e,
                Sequence = db.AuditChain.Where(c => c.EntryId == e.Id).Select(c => (long?)c.Sequence).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var shown = page.ToPage([.. rows.Select(row => AuditEntryView.Of(row.Entry, row.Sequence))], e => e.Id.ToString(), http.Response);
        db.AuditShown(action, "audit-entry", shown.Items.Select(e => e.Id), filter.Describe());
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(shown);
    }
}
