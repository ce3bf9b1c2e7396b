using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Campaigns;

internal static class EndHousehold
{
    /// <param name="State">not-reached or refused; assessed follows from a completed assessment.</param>
    /// <example>{"state": "not-reached"}</example>
    public sealed record Request(HouseholdState State);

    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "state": "refused"}</example>
    public sealed record Response(Guid Id, HouseholdState State);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/households/{id:guid}/end", HandleAsync)
            .WithName(nameof(EndHousehold))
            .AboutPeople("household")
            .WithSummary("Record that an assigned household was not reached or refused. For its specialist.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        var (organization, me) = (desk.Organization, desk.Me);
        var household = await desk.Db.Households.SingleOrDefaultAsync(
            h => h.Id == id && h.Organization == organization && h.WorkerId == me,
            cancellationToken
        );
        if (household is null)
        {
            return Problems.NotFound("The household");
        }

        if (request.State is not (HouseholdState.NotReached or HouseholdState.Refused))
        {
            return Problems.Invalid("state", "Either not-reached or refused.");
        }

        if (!household.TryEnd(request.State, desk.Now))
        {
            return Problems.Conflict("household-assessed", "Somebody of the household was assessed.");
        }

        desk.Db.Audit("end household", $"household/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(id, household.State));
    }
}
