using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Campaigns;

internal static class ListCampaigns
{
    /// <param name="Mine">Households that the acting worker is to visit and has not.</param>
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "name": "Etraps of Mary", "instrument": "needs-assessment", "from": "2021-01-01",
    /// "until": "2021-12-31", "mine": 3}
    /// </example>
    public sealed record Item(Guid Id, string Name, string Instrument, DateOnly From, DateOnly Until, int Mine);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/campaigns", HandleAsync)
            .WithName(nameof(ListCampaigns))
            .AboutPeople("campaign")
            .WithSummary("The needs-assessment campaigns of the caller's organization, oldest first. Audited.");

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var (db, organization, me) = (desk.Db, desk.Organization, desk.Me);
        var rows = await db
            .Campaigns.Where(c => c.Organization == organization && c.Id > after)
            .OrderBy(c => c.Id)
            .Take(page.Size + 1)
            .Select(c => new Item(
                c.Id,
                c.Name,
                c.Instrument,
                c.From,
                c.Until,
                db.Households.Count(h => h.CampaignId == c.Id && h.WorkerId == me && h.State == HouseholdState.Assigned)
            ))
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(rows, campaign => campaign.Id.ToString(), http);
        db.AuditShown("list campaigns", "campaign", shown.Items.Select(campaign => campaign.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
