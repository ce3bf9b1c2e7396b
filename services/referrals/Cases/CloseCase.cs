using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal static class CloseCase
{
    /// <param name="Reason">goals-met, moved-away, lost-contact, declined-by-user, transferred, deceased or other.</param>
    /// <param name="Note">Stored sealed.</param>
    public sealed record Request(ClosureReason Reason, [property: MaxLength(4000)] string? Note = null);

    public sealed record Response(Guid Id, string Number, Workflow Workflow);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/close", HandleAsync)
            .WithName(nameof(CloseCase))
            .AboutPeople("case")
            .WithSummary("Close a case, once none of its referrals is open. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralsDb db,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var found = ToChange.Check(await db.Cases.OwnAsync(id, context, cancellationToken), "The case", _ => null, ifMatch);
        if (!found.IsAllowed(out var @case, out var refusal))
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        if (!@case.TryClose(request.Reason, request.Note, envelope, now))
        {
            return CaseProblems.Closed;
        }

        db.Add(CaseChange.Of(id, CaseChangeKind.Closed, request.Reason, request.Note, context.Caller!.Worker!.Value, envelope, now));
        db.Audit("close case", $"case/{id}");
        db.Publish(new CaseClosed(id, Words.Of(request.Reason)));
        try
        {
            if (await db.SaveAsync(cancellationToken) is { } stale)
            {
                return stale;
            }
        }
        catch (DbUpdateException refused)
            when (refused.InnerException is PostgresException { ConstraintName: "case_closes_without_open_referrals" })
        {
            return CaseProblems.OpenReferrals(
                await db
                    .Referrals.Where(r => r.CaseId == id && ReferralLifeCycle.Open.Contains(r.Status))
                    .OrderBy(r => r.Id)
                    .Select(r => r.Number)
                    .ToListAsync(cancellationToken)
            );
        }

        return http.Ok(@case.Version, new Response(id, @case.Number, Workflow.Closed));
    }
}
