using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Campaigns;

internal static class AssignHouseholds
{
    /// <param name="Place">Code of the etrap or city.</param>
    /// <param name="Label">Address or name; stored sealed.</param>
    /// <param name="WorkerId">The specialist who visits it.</param>
    public sealed record Item(
        [property: Required, RegularExpression(KnownPlaces.Pattern, ErrorMessage = KnownPlaces.NotACode)] string Place,
        [property: Required, MaxLength(500)] string Label,
        Guid WorkerId
    );

    /// <param name="Households">1 to 500.</param>
    /// <example>
    /// {"households": [{"place": "TM-S-01", "label": "Bereket street 4", "workerId": "017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33"}]}
    /// </example>
    public sealed record Request([property: MinLength(1), MaxLength(500), NoNulls] IReadOnlyList<Item> Households);

    /// <param name="Ids">In the order of the request.</param>
    /// <example>{"ids": ["0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01"]}</example>
    public sealed record Response(IReadOnlyList<Guid> Ids);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/campaigns/{id:guid}/households", HandleAsync)
            .Idempotent()
            .WithName(nameof(AssignHouseholds))
            .AboutPeople("campaign")
            .WithSummary("Assign households to specialists. For supervisors.")
            .Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        Workforce workforce,
        KnownPlaces places,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        var organization = desk.Organization;
        if (
            await desk.Db.Campaigns.SingleOrDefaultAsync(c => c.Id == id && c.Organization == organization, cancellationToken)
            is not { } campaign
        )
        {
            return Problems.NotFound("The campaign");
        }

        if (await desk.UnlessSupervisorAsync(cancellationToken) is { } forbidden)
        {
            return forbidden;
        }

        if (await places.FindUnknownAsync([.. request.Households.Select(item => item.Place)], cancellationToken) is [var unknown, ..])
        {
            return Problems.Invalid($"households[{unknown}].place", KnownPlaces.Unknown);
        }

        await workforce.AskAsync(request.Households.Select(item => item.WorkerId), cancellationToken);
        foreach (var (index, item) in request.Households.Index())
        {
            if (!await workforce.EmploysAsync(organization, item.WorkerId, cancellationToken))
            {
                return CaseProblems.UnknownWorker($"households[{index}].workerId");
            }
        }

        List<Household> households = [.. request.Households.Select(item => Household.Of(campaign, item, envelope, desk.Now))];
        desk.Db.AddRange(households);
        desk.Db.Audit("assign households", $"campaign/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. households.Select(household => household.Id)]));
    }
}
