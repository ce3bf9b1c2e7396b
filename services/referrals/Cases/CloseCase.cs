using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
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
            .WithSummary("Close a case, once none of its referrals is open.");

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
        if (await db.Cases.OwnAsync(id, context, cancellationToken) is not { } @case)
        {
            return Problems.NotFound("The case");
        }

        if (ifMatch?.Matches(@case.Version) is false)
        {
            return Problems.Stale;
        }

        var now = clock.GetUtcNow();
        if (!@case.TryClose(request.Reason, request.Note, envelope, now))
        {
            return CaseProblems.Closed;
        }

        db.Audit("close case", $"case/{id}");
        db.Publish(new CaseClosed(id, request.Reason.Code()) { EventId = Guid.CreateVersion7(now), OccurredAt = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
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

        http.Headers.ETag = ETag.Of(@case.Version).ToString();
        return TypedResults.Ok(new Response(id, @case.Number, Workflow.Closed));
    }
}
