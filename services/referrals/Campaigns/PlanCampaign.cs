using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Referrals.Campaigns;

internal static class PlanCampaign
{
    /// <param name="Name">Of the campaign; no person's.</param>
    /// <param name="Instrument">Code of the instrument by which needs are assessed.</param>
    /// <param name="From">First day.</param>
    /// <param name="Until">Last day.</param>
    /// <example>
    /// {"name": "District needs assessment, spring 2022", "instrument": "needs-assessment", "from": "2022-03-01", "until": "2022-05-31"}
    /// </example>
    public sealed record Request(
        [property: Required, MaxLength(200)] string Name,
        [property: Required, MaxLength(50)] string Instrument,
        DateOnly From,
        DateOnly Until
    );

    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01"}</example>
    public sealed record Response(Guid Id);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/campaigns", HandleAsync)
            .Idempotent()
            .WithName(nameof(PlanCampaign))
            .AboutPeople("campaign")
            .WithSummary("Plan a district needs assessment. For supervisors.")
            .Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        if (await desk.UnlessSupervisorAsync(cancellationToken) is { } forbidden)
        {
            return forbidden;
        }

        if (request.Until < request.From)
        {
            return Problems.Invalid("until", "Lies before from.");
        }

        if (!await desk.Db.Instruments.AnyAsync(i => i.Code == request.Instrument, cancellationToken))
        {
            return Problems.Invalid("instrument", "No instrument has this code.");
        }

        var campaign = Campaign.Plan(desk.Organization, request, desk.Now);
        desk.Db.Add(campaign);
        desk.Db.Audit("plan campaign", $"campaign/{campaign.Id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/referrals/campaigns/{campaign.Id}", new Response(campaign.Id));
    }
}
