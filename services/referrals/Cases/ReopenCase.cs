using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal static class ReopenCase
{
    /// <param name="Reason">Why; stored sealed.</param>
    /// <example>{"reason": "The father drinks again; the family asks for help."}</example>
    public sealed record Request([property: Required, MinLength(3), MaxLength(2000)] string Reason);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/reopen", HandleAsync)
            .WithName(nameof(ReopenCase))
            .AboutPeople("case")
            .WithSummary("Reopen a closed case, with a reason. The person counts once all the same. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<CloseCase.Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var found = ToChange.Check(await desk.FindCaseAsync(id, cancellationToken), "The case", _ => null, ifMatch);
        if (!found.IsAllowed(out var @case, out var refusal))
        {
            return refusal;
        }

        var (db, now) = (desk.Db, desk.Now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockForShareServiceUserAsync(@case.ServiceUserId, cancellationToken);
        if (await db.ServiceUsers.AnyAsync(u => u.Id == @case.ServiceUserId && u.ErasedAt != null, cancellationToken))
        {
            return ServiceUserProblems.Erased;
        }

        if (await db.Cases.AnyAsync(c => c.Continues == id, cancellationToken))
        {
            return Problems.Conflict("case-transferred", "Another organization goes on with the case.");
        }

        if (!@case.TryReopen())
        {
            return Problems.Conflict("case-open", "The case is open.");
        }

        db.Add(CaseChange.Of(id, CaseChangeKind.Reopened, null, request.Reason, desk.Me, envelope, now));
        db.Audit("reopen case", $"case/{id}");
        db.Publish(new CaseReopened(id, @case.Organization));
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        await transaction.CommitAsync(cancellationToken);
        var view = await CaseView.Of(db.Cases.Where(c => c.Id == id), db).SingleAsync(cancellationToken);
        return http.Ok(@case.Version, new CloseCase.Response(id, @case.Number, view.Workflow));
    }
}
