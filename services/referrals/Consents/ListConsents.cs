using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Consents;

internal static class ListConsents
{
    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/cases/{id:guid}/consents", HandleAsync)
            .WithName(nameof(ListConsents))
            .AboutPeople("case")
            .WithSummary("The consents given in a case, oldest first. Audited.");

    internal static async Task<Results<Ok<Page<ConsentView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] PageRequest page,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await desk.FindCaseAsync(id, cancellationToken) is null)
        {
            return Problems.NotFound("The case");
        }

        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var db = desk.Db;
        var consents = await db
            .Consents.AsNoTracking()
            .Where(c => c.CaseId == id && c.Id > after)
            .OrderBy(c => c.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var today = desk.Today;
        var shown = page.ToPage([.. consents.Select(c => ConsentView.Of(c, today))], c => c.Id.ToString(), http);
        db.AuditShown("list consents", "consent", shown.Items.Select(c => c.Id), $"case/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
