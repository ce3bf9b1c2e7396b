using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Cases;

internal static class ListCases
{
    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/cases", HandleAsync)
            .WithName(nameof(ListCases))
            .AboutPeople("case")
            .WithSummary("The cases of the caller's organization, oldest first. Audited.");

    internal static async Task<Results<Ok<Page<CaseView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        ReferralsDb db,
        RequestContext context,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var organization = context.Organization();
        var cases = await db
            .Cases.Where(c => c.Organization == organization && c.Id > after)
            .OrderBy(c => c.Id)
            .Take(page.Size + 1)
            .Select(CaseView.From(db))
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(cases, c => c.Id.ToString(), http);
        db.AuditShown("list cases", "case", shown.Items.Select(c => c.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
