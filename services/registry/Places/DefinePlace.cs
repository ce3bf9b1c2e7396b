using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Places;

internal static class DefinePlace
{
    /// <param name="Code">ISO 3166-2 where there is one, else a code of our own below that of its velayat; never changes.</param>
    /// <param name="Kind">country, velayat, city or etrap.</param>
    /// <param name="Name">In three languages.</param>
    /// <param name="Parent">Code of the place it is part of; none for a country only. It must exist as long as the place does.</param>
    /// <param name="ValidFrom">First day, at most five years ahead; lists and other records know the place from then on. Absent when not known.</param>
    /// <param name="Pcode">Humanitarian p-code.</param>
    /// <param name="Latitude">Degrees, WGS 84, of its centre; together with the longitude.</param>
    /// <param name="Longitude">Degrees, WGS 84, of its centre; together with the latitude.</param>
    /// <param name="Note">What is uncertain about it.</param>
    /// <example>{"code":"TM-D-10","kind":"etrap","name":{"tk":"Garaşsyzlyk etraby","ru":"этрап Гарашсызлык","en":"Garashsyzlyk etrap"},"parent":"TM-D","validFrom":"2025-09-19"}</example>
    public sealed record Request(
        [property:
            Required,
            MaxLength(20),
            RegularExpression(
                "^[A-Z]{2}(-[A-Z0-9]+)*$",
                ErrorMessage = "Two capital letters, then capital letters and digits in parts that dashes separate."
            )
        ]
            string Code,
        PlaceKind Kind,
        [property: Required, PlainText] LocalizedText Name,
        [property: MaxLength(20)] string? Parent = null,
        DateOnly? ValidFrom = null,
        [property: MaxLength(20), PlainText] string? Pcode = null,
        [property: Range(-90.0, 90.0)] double? Latitude = null,
        [property: Range(-180.0, 180.0)] double? Longitude = null,
        [property: MaxLength(500), PlainText] string? Note = null
    );

    public static void Map(RouteGroupBuilder places) =>
        places
            .MapPost("", HandleAsync)
            .WithName(nameof(DefinePlace))
            .WithSummary("Enter a new place. For the programme's office only. To bring back an abolished place, use PUT.")
            .RequireScope(Scopes.ProgrammeManage)
            .Idempotent()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<PlaceView>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var place = new Place
        {
            Code = request.Code,
            Kind = request.Kind,
            Name = request.Name,
            ParentCode = request.Parent,
            ValidFrom = request.ValidFrom,
            Pcode = request.Pcode,
            Latitude = request.Latitude,
            Longitude = request.Longitude,
            Note = request.Note,
        };
        await db.BeginAsync(cancellationToken);
        var geography = await Geography.LockAsync(db, cancellationToken);
        if (geography.Knows(place.Code))
        {
            return Problems.Conflict("place-code-taken", "Another place has this code.");
        }

        if (PlaceEditing.Refuse(geography, place, "validFrom", PlaceEditing.Latest(clock.Today())) is { } refused)
        {
            return refused;
        }

        db.Add(place);
        db.Publish(place.Defined());
        db.Audit("define place", place.Subject);
        await db.SaveChangesAsync(cancellationToken);
        return http.Response.Created($"/api/v1/registry/places/{place.Code}", place.Version, PlaceView.Written(place, http.Request));
    }
}
