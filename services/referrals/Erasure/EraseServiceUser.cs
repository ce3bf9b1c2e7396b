using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Erasure;

internal static class EraseServiceUser
{
    /// <param name="Reason">On what right or order. It must not name anybody: it stands in the audit log.</param>
    /// <example>{"reason": "Asked for by the person on 2026-03-02, letter 114."}</example>
    public sealed record Request([property: Required, MinLength(3), MaxLength(200)] string Reason);

    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "erasedAt": "2021-05-06T09:30:00Z"}</example>
    public sealed record Response(Guid Id, DateTimeOffset ErasedAt);

    public static void Map(RouteGroupBuilder authenticated) =>
        authenticated
            .MapPost("/service-users/{id:guid}/erase", HandleAsync)
            .WithName(nameof(EraseServiceUser))
            .AboutPeople("service-user")
            .WithSummary("Erase a person for good: names, details, notes, files. For supervisors. Needs If-Match.")
            .WithDescription("Not while a case is open or a legal hold is set. Ids, states, sex, year of birth, place and disability stay.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        PersonEraser eraser,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        await desk.AskBeforehandAsync(worker: null, cancellationToken);
        await using var transaction = await desk.Db.Database.BeginTransactionAsync(cancellationToken);
        var found = await ServiceUserAccess.FindAsync(desk.Db.ServiceUsers, id, ifMatch, desk, cancellationToken);
        if (!found.IsAllowed(out var user, out var refusal))
        {
            return refusal;
        }

        if (await desk.UnlessSupervisorAsync(cancellationToken) is { } forbidden)
        {
            return forbidden;
        }

        var root = user.MergedInto ?? user.Id;
        if (await eraser.LockAsync(root, cancellationToken) is { } stands)
        {
            return Problems.Conflict("cannot-be-erased", stands);
        }

        await eraser.EraseAsync(root, request.Reason, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return http.Ok(user.Version, new Response(id, desk.Now));
    }
}
