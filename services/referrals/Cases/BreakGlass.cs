using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal static class BreakGlass
{
    /// <param name="Reason">What the emergency is; the supervisors read it. Stored sealed.</param>
    /// <example>{"reason": "The mother is in hospital; the children need a place tonight."}</example>
    public sealed record Request([property: Required, MinLength(10), MaxLength(2000)] string Reason);

    /// <param name="Id">The entry that the supervisors see.</param>
    /// <param name="EndsAt">Three hours later. After that a new reason is needed.</param>
    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "endsAt": "2021-05-06T12:30:00Z"}</example>
    public sealed record Response(Guid Id, DateTimeOffset EndsAt);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/break-glass", HandleAsync)
            .WithName(nameof(BreakGlass))
            .AboutPeople("case")
            .WithSummary("Open a case of one's own organization in an emergency, for three hours. Supervisors are told.")
            .WithDescription(
                "All of the case can be read. Entries, consents and referrals can be added; nothing else can be changed (404)."
            )
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        Workforce workforce,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        var (db, organization) = (desk.Db, desk.Organization);
        if (
            !await db.Cases.AnyAsync(c => c.Id == id && c.Organization == organization, cancellationToken)
            || !await workforce.EmploysAsync(organization, desk.Me, cancellationToken) // who has left breaks no glass
        )
        {
            return CaseProblems.NotFound;
        }

        var glass = BrokenGlass.Of(id, desk.Me, request.Reason, envelope, desk.Now);
        db.Add(glass);
        db.Audit("break glass", $"case/{id}");
        db.Publish(new GlassBroken(id, organization, desk.Me, glass.EndsAt));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(glass.Id, glass.EndsAt));
    }
}
