using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Places;

internal static class AbolishPlace
{
    /// <param name="On">The first day without the place; it may lie up to five years ahead, and can be taken back until then.</param>
    /// <param name="Kind">merged: it becomes part of places that go on; split: two or more are made of it; renamed: it goes on under another code.</param>
    /// <param name="Successors">Codes of places that exist on that day, at least one.</param>
    /// <example>{"on":"2022-11-09","kind":"merged","successors":["TM-L-01"]}</example>
    public sealed record Request(
        DateOnly On,
        SuccessionKind Kind,
        [property: Required, MinLength(1), MaxLength(20), NoNulls] string[] Successors
    );

    public static void Map(RouteGroupBuilder places) =>
        places
            .MapPost("/{code}/abolish", HandleAsync)
            .WithName(nameof(AbolishPlace))
            .WithSummary("Abolish a place from a day on. For the programme's office only. Needs If-Match.")
            .WithDescription(
                "Nothing may be part of it any more. Sites there keep its code and their history, and are found through its successors from that day on."
            )
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<PlaceView>, ProblemHttpResult>> HandleAsync(
        string code,
        Request request,
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

        if (place.ValidUntil is { } ended)
        {
            return Problems.Conflict("place-abolished", "The place is abolished already.", $"Its last day is {ended:yyyy-MM-dd}.");
        }

        var successors = request.Successors.Distinct().ToArray();
        var latest = PlaceEditing.Latest(clock.Today());
        if (request.On > latest)
        {
            return Problems.Invalid("on", $"Must not be after {latest:yyyy-MM-dd}.");
        }

        if (PlaceRules.CheckEnd(found.Geography, place.ToVersion(), request.On, request.Kind, successors) is var (field, reason))
        {
            return Problems.Invalid(field, reason);
        }

        var now = clock.GetUtcNow();
        place.ValidUntil = request.On.AddDays(-1);
        db.AddRange(
            successors.Select(to => new PlaceSuccession
            {
                FromCode = code,
                Day = request.On,
                ToCode = to,
                Kind = request.Kind,
            })
        );
        db.Publish(new PlaceAbolished(code, request.On, Words.Of(request.Kind), successors));
        db.Audit("abolish place", place.Subject);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return http.Response.Ok(place.Version, PlaceView.Of(place, http.Request));
    }
}
