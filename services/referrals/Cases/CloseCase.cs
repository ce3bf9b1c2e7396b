using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal static class CloseCase
{
    /// <param name="Reason">goals-met, moved-away, lost-contact, declined-by-user, transferred, deceased or other.</param>
    /// <param name="Note">Stored sealed.</param>
    /// <example>{"reason": "goals-met", "note": "The family copes; last visit in June."}</example>
    public sealed record Request(ClosureReason Reason, [property: MaxLength(4000)] string? Note = null);

    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "C-2021-000006", "workflow": "new"}</example>
    public sealed record Response(Guid Id, string Number, Workflow Workflow);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/close", HandleAsync)
            .WithName(nameof(CloseCase))
            .AboutPeople("case")
            .WithSummary("Close a case, once none of its referrals is open. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        IOptions<CaseOptions> rules,
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

        if (rules.Value.SupervisorCloses && await desk.UnlessSupervisorAsync(cancellationToken) is { } forbidden)
        {
            return forbidden;
        }

        var (db, now) = (desk.Db, desk.Now);
        if (!@case.TryClose(request.Reason, request.Note, envelope, now))
        {
            return CaseProblems.Closed;
        }

        db.Add(CaseChange.Of(id, CaseChangeKind.Closed, request.Reason, request.Note, desk.Me, envelope, now));
        db.Audit("close case", $"case/{id}");
        db.Publish(new CaseClosed(id, Words.Of(request.Reason)));
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused.ProblemDetails.Type == CaseProblems.HasOpenReferrals.ProblemDetails.Type
                ? CaseProblems.OpenReferrals((await db.CaseProgress.SingleAsync(p => p.CaseId == id, cancellationToken)).OpenReferrals)
                : refused;
        }

        return http.Ok(@case.Version, new Response(id, @case.Number, Workflow.Closed));
    }
}
