using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

internal static class AccreditSite
{
    /// <param name="Number">As it stands on the document.</param>
    /// <param name="IssuedBy">Code of the organization that vouches for the site.</param>
    /// <param name="ValidFrom">First day.</param>
    /// <param name="ValidUntil">Last day; absent when it does not expire.</param>
    /// <example>{"number": "A-2021-0042", "issuedBy": "mlspp", "validFrom": "2021-09-01", "validUntil": "2024-08-31"}</example>
    public sealed record Request(
        [property: Required, MaxLength(50), PlainText] string Number,
        [property: Required, MaxLength(50), PlainText] string IssuedBy,
        DateOnly ValidFrom,
        DateOnly? ValidUntil = null
    );

    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapPut("/{id:guid}/accreditation", HandleAsync)
            .WithName(nameof(AccreditSite))
            .WithSummary("Enter the accreditation of a site, or a new one. For the programme's office only. Needs If-Match.")
            .WithDescription("A new document does not lift a suspension. Only the office lifts it.")
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord();

    internal static async Task<Results<Ok<SiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpContext http,
        RegistryDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var found = await SiteToChange.FindAsync(db, id, ifMatch, context.Caller!, cancellationToken);
        if (!found.IsAllowed(out var site, out var refusal))
        {
            return refusal;
        }

        if (request.ValidUntil < request.ValidFrom)
        {
            return Problems.Invalid("validUntil", "Must not be before it begins.");
        }

        if (!await db.Organizations.AnyAsync(o => o.Code == request.IssuedBy, cancellationToken))
        {
            return Problems.Invalid("issuedBy", "No organization has this code.");
        }

        site.Accredit(new(request.Number, request.IssuedBy, request.ValidFrom, request.ValidUntil));
        if (db.ChangeTracker.HasChanges())
        {
            db.Publish(site.Changed());
            db.Audit("accredit site", $"site/{id}");
            if (await db.SaveAsync(cancellationToken) is { } stale)
            {
                return stale;
            }
        }

        return http.Response.Ok(site.Version, SiteView.InFull(site, http.Request, clock));
    }
}
