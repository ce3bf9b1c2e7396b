using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Places;

internal static class RedefinePlace
{
    /// <param name="Kind">country, velayat, city or etrap.</param>
    /// <param name="Name">In three languages.</param>
    /// <param name="Parent">Code of the place it is part of; none for a country only.</param>
    /// <param name="From">
    /// Since when it is so: a new version begins on that day, after the first day of the present one and not in the future. For a place that was
    /// abolished: the day from which it exists again. Absent: it was so all along, and the present version is corrected.
    /// </param>
    /// <param name="ValidFrom">
    /// First day of the present version, when that is corrected; absent when not known. Not together with <c>from</c>. In the future only while the place has not begun.
    /// </param>
    /// <param name="Pcode">Humanitarian p-code.</param>
    /// <param name="Latitude">Degrees, WGS 84, of its centre; together with the longitude.</param>
    /// <param name="Longitude">Degrees, WGS 84, of its centre; together with the latitude.</param>
    /// <param name="Note">What is uncertain about it.</param>
    /// <example>{"kind":"etrap","name":{"tk":"Gyzylarbat etraby","ru":"этрап Кызыларбат","en":"Gyzylarbat etrap"},"parent":"TM-B","from":"2022-11-09"}</example>
    public sealed record Request(
        PlaceKind Kind,
        [property: Required, PlainText] LocalizedText Name,
        [property: MaxLength(20)] string? Parent = null,
        DateOnly? From = null,
        DateOnly? ValidFrom = null,
        [property: MaxLength(20), PlainText] string? Pcode = null,
        [property: Range(-90.0, 90.0)] double? Latitude = null,
        [property: Range(-180.0, 180.0)] double? Longitude = null,
        [property: MaxLength(500), PlainText] string? Note = null
    );

    public static void Map(RouteGroupBuilder places) =>
        places
            .MapPut("/{code}", HandleAsync)
            .WithName(nameof(RedefinePlace))
            .WithSummary(
                "Say what a place is from a day on (a new version), or correct the present version. For the programme's office only. Needs If-Match."
            )
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord();

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

        var (today, isComing) = (clock.Today(), place.ValidFrom > clock.Today());
        var fromField = request.From is null ? "validFrom" : "from";
        if (TryBegin(place, request) is { } refusal)
        {
            return Problems.Invalid("from", refusal);
        }

        (place.Kind, place.Name, place.ParentCode, place.Pcode) = (request.Kind, request.Name, request.Parent, request.Pcode);
        (place.Latitude, place.Longitude, place.Note) = (request.Latitude, request.Longitude, request.Note);
        if (
            PlaceEditing.Refuse(found.Geography, place, fromField, isComing && request.From is null ? PlaceEditing.Latest(today) : today) is
            { } refused
        )
        {
            return refused;
        }

        if (db.ChangeTracker.HasChanges())
        {
            db.Publish(place.Defined());
            db.Audit("redefine place", place.Subject);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return http.Response.Ok(place.Version, PlaceView.Written(place, http.Request));
    }

    // Null once the version that is spoken of is the place's newest.
    private static string? TryBegin(Place place, Request request)
    {
        if (request.From is not { } from)
        {
            place.ValidFrom = request.ValidFrom;
            return null;
        }

        if (request.ValidFrom is not null)
        {
            return "Not together with validFrom.";
        }

        if (from <= place.ValidFrom)
        {
            return $"Must be after {place.ValidFrom:yyyy-MM-dd}, the first day of the present version.";
        }

        if (from <= place.ValidUntil)
        {
            return $"The place is abolished after {place.ValidUntil:yyyy-MM-dd}: it can exist again only later.";
        }

        (place.VersionNumber, place.ValidFrom, place.ValidUntil) = (place.VersionNumber + 1, from, null);
        return null;
    }
}
