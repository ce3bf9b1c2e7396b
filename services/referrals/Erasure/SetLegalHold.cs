using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Erasure;

internal static class SetLegalHold
{
    /// <param name="Reference">Number of the order or file that asks for it; null ends the hold.</param>
    /// <example>{"reference": "Court of Ashgabat 2-114/2026"}</example>
    public sealed record Request([property: MaxLength(100)] string? Reference);

    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "legalHold": "Court 17"}</example>
    public sealed record Response(Guid Id, string? LegalHold);

    public static void Map(RouteGroupBuilder authenticated) =>
        authenticated
            .MapPut("/service-users/{id:guid}/legal-hold", HandleAsync)
            .WithName(nameof(SetLegalHold))
            .AboutPeople("service-user")
            .WithSummary("Keep a person's records from being erased, or end that. For supervisors. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status403Forbidden);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var found = await ServiceUserAccess.FindAsync(desk.Db.ServiceUsers, id, ifMatch, desk, cancellationToken);
        if (!found.IsAllowed(out var user, out var refusal))
        {
            return refusal;
        }

        if (await desk.UnlessSupervisorAsync(cancellationToken) is { } forbidden)
        {
            return forbidden;
        }

        user.Hold(request.Reference);
        desk.Db.Audit(request.Reference is null ? "end legal hold" : "set legal hold", $"service-user/{id}", request.Reference);
        return await desk.Db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(user.Version, new Response(id, user.LegalHold));
    }
}
