using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Campaigns;

internal static class ReadCampaign
{
    /// <param name="Place">Code of the etrap or city.</param>
    /// <param name="Households">How many are assigned there, in whatever state.</param>
    public sealed record Progress(string Place, int Households, int Assessed, int NotReached, int Refused);

    /// <param name="Places">By place.</param>
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "name": "Etraps of Mary", "instrument": "needs-assessment", "from": "2021-01-01",
    /// "until": "2021-12-31", "places": [{"place": "TM-M-01", "households": 3, "assessed": 1, "notReached": 0, "refused": 1}]}
    /// </example>
    public sealed record Response(Guid Id, string Name, string Instrument, DateOnly From, DateOnly Until, IReadOnlyList<Progress> Places);

    /// <param name="Label">Address or name.</param>
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "place": "TM-M-01", "label": "Magtymguly 4", "state": "assessed",
    /// "at": "2021-05-06T09:30:00Z"}
    /// </example>
    public sealed record Visit(Guid Id, string Place, string Label, HouseholdState State, DateTimeOffset? At);

    public static void Map(RouteGroupBuilder read)
    {
        read.MapGet("/campaigns/{id:guid}", HandleAsync)
            .WithName(nameof(ReadCampaign))
            .AboutPeople("campaign")
            .WithSummary("A needs-assessment campaign and its progress by place. Audited.")
            .Refuses(StatusCodes.Status404NotFound);
        read.MapGet("/campaigns/{id:guid}/households", ListAsync)
            .WithName("ListHouseholds")
            .AboutPeople("campaign")
            .WithSummary("The households that the acting specialist visits in a campaign. Audited.")
            .Refuses(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        var (db, organization) = (desk.Db, desk.Organization);
        if (
            await db.Campaigns.SingleOrDefaultAsync(c => c.Id == id && c.Organization == organization, cancellationToken)
            is not { } campaign
        )
        {
            return Problems.NotFound("The campaign");
        }

        var counts = await db
            .Households.Where(h => h.CampaignId == id)
            .GroupBy(h => new { h.Place, h.State })
            .Select(group => new
            {
                group.Key.Place,
                group.Key.State,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        db.Audit("read campaign", $"campaign/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(
            new Response(
                id,
                campaign.Name,
                campaign.Instrument,
                campaign.From,
                campaign.Until,
                [
                    .. counts
                        .GroupBy(row => row.Place)
                        .OrderBy(place => place.Key, StringComparer.Ordinal)
                        .Select(place => new Progress(
                            place.Key,
                            place.Sum(row => row.Count),
                            place.Where(row => row.State is HouseholdState.Assessed).Sum(row => row.Count),
                            place.Where(row => row.State is HouseholdState.NotReached).Sum(row => row.Count),
                            place.Where(row => row.State is HouseholdState.Refused).Sum(row => row.Count)
                        )),
                ]
            )
        );
    }

    internal static async Task<Results<Ok<Page<Visit>>, ProblemHttpResult>> ListAsync(
        Guid id,
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
        if (!await db.Campaigns.AnyAsync(c => c.Id == id && c.Organization == organization, cancellationToken))
        {
            return Problems.NotFound("The campaign");
        }

        var rows = await db
            .Households.Where(h => h.CampaignId == id && h.WorkerId == me && h.Id > after)
            .OrderBy(h => h.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(
            [.. rows.Select(h => new Visit(h.Id, h.Place, desk.Open<string>(h.Label, h.Id, nameof(h.Label)), h.State, h.At))],
            visit => visit.Id.ToString(),
            http
        );
        db.AuditShown("list households", "household", shown.Items.Select(h => h.Id), $"campaign/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
