using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Assessments;

internal static class PublishInstrument
{
    /// <example>{"code": "child-strengths", "version": 2}</example>
    public sealed record Response(string Code, int Version);

    public static void Map(RouteGroupBuilder office) =>
        office
            .MapPost("/instruments", HandleAsync)
            .WithName(nameof(PublishInstrument))
            .AboutPeople("instrument")
            .WithSummary("Publish an instrument, or its next version. Assessments that have begun keep theirs. For the programme's office.")
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Instrument request,
        ReferralsDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (request.FindRefusal() is { } refusal)
        {
            return Problems.Invalid(refusal);
        }

        var newest = await db.Instruments.Where(i => i.Code == request.Code).MaxAsync(i => (int?)i.Version, cancellationToken) ?? 0;
        var version = InstrumentVersion.Of(request, newest + 1, clock.GetUtcNow());
        db.Add(version);
        db.Audit("publish instrument", $"instrument/{request.Code}", $"version {version.Version}");
        return await db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : TypedResults.Created($"/api/v1/referrals/instruments/{request.Code}", new Response(request.Code, version.Version));
    }
}
