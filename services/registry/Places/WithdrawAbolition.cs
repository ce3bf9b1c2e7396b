using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Places;

internal static class WithdrawAbolition
{
    public static void Map(RouteGroupBuilder places) =>
        places
            .MapPost("/{code}/abolish/withdraw", HandleAsync)
            .WithName(nameof(WithdrawAbolition))
            .WithSummary("Withdraw an abolition before its day. For the programme's office only. Needs If-Match.")
            .WithDescription("The place continues unchanged. To bring back a place that is already abolished, use PUT.")
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<PlaceView>, ProblemHttpResult>> HandleAsync(
        string code,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = await PlaceToChange.FindAsync(db, code, ifMatch, cancellationToken);
        if (found.Place is not { } place)
        {
            return found.Refusal!;
        }

        if (place.ValidUntil is not { } last || last < clock.Today())
        {
            return Problems.Conflict("no-coming-abolition", "No abolition of the place is to come.");
        }

        place.ValidUntil = null;
        if (PlaceRules.Check(found.Geography.With(place.ToVersion()), place.ToVersion(), "validUntil") is var (_, reason))
        {
            return Problems.Conflict("place-cannot-go-on", "The place cannot go on.", reason);
        }

        db.PlaceSuccessions.RemoveRange(
            await db.PlaceSuccessions.Where(s => s.FromCode == code && s.Day == last.AddDays(1)).ToListAsync(cancellationToken)
        );
        db.Publish(place.Defined());
        db.Audit("withdraw abolition of place", place.Subject);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return http.Response.Ok(place.Version, PlaceView.Of(place, http.Request));
    }
}
