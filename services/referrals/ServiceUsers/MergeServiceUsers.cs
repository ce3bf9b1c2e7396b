using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>
/// Two records are one person. Nothing is moved or lost: the duplicate points to the record that remains, and its cases, consents and
/// referrals stay where they are. So undoing it restores everything.
/// </summary>
internal static class MergeServiceUsers
{
    /// <param name="Duplicate">The record that stops being used.</param>
    /// <param name="Reason">Why they are the same person. It must not name anybody: it stands in the audit log.</param>
    /// <example>{"duplicate": "0192c2a0-6a00-7c31-8f61-3b8dac4e5f04", "reason": "Same passport number and mother."}</example>
    public sealed record Request(Guid Duplicate, [property: Required, MinLength(3), MaxLength(200)] string Reason);

    /// <param name="Reason">Why they are not the same person after all. It must not name anybody.</param>
    /// <example>{"reason": "Two cousins of the same name."}</example>
    public sealed record UndoRequest([property: Required, MinLength(3), MaxLength(200)] string Reason);

    public static void Map(RouteGroupBuilder write)
    {
        write
            .MapPost("/service-users/{id:guid}/merge", MergeAsync)
            .WithName(nameof(MergeServiceUsers))
            .AboutPeople("service-user")
            .WithSummary("Merge a duplicate into this record. Can be undone completely. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);
        write
            .MapPost("/service-users/{id:guid}/undo-merge", UndoAsync)
            .WithName("UndoMergeOfServiceUsers")
            .AboutPeople("service-user")
            .WithSummary("Undo the merge of this record into another: it stands for itself again. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);
    }

    internal static async Task<Results<Ok<ReadServiceUser.Response>, ProblemHttpResult>> MergeAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        RequestContext context,
        CareDesk desk,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var db = desk.Db;
        await desk.AskBeforehandAsync(worker: null, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var organization = context.Organization();
        await db.Database.ExecuteSqlAsync(
            $"select from service_users where id in ({id}, {request.Duplicate}) and organization = {organization} order by id for update",
            cancellationToken
        );
        var found = await ServiceUserAccess.FindAsync(db.ServiceUsers, id, ifMatch, desk, cancellationToken);
        if (!found.IsAllowed(out var survivor, out var refusal))
        {
            return refusal;
        }

        var duplicate = await db.ServiceUsers.SingleOrDefaultAsync(
            u => u.Id == request.Duplicate && u.Id != id && u.Organization == organization,
            cancellationToken
        );
        if (duplicate is null || !await desk.KnowsAsync(duplicate.Id, cancellationToken))
        {
            context.Refuse("service-user", request.Duplicate);
            return Problems.Invalid("duplicate", "No other service user of your organization has this id.");
        }

        if ((survivor.MergedInto ?? duplicate.MergedInto) is { } elsewhere)
        {
            return ServiceUserProblems.Merged(elsewhere);
        }

        if (await db.ServiceUsers.AnyAsync(u => u.MergedInto == duplicate.Id, cancellationToken))
        {
            return Problems.Conflict(
                "duplicate-has-merges",
                "Other records were merged into the duplicate.",
                "Merge this record into the duplicate instead, or undo those merges first."
            );
        }

        duplicate.MergeInto(id);
        db.Audit("merge service users", $"service-user/{id}", request.Reason);
        db.Audit("merge service users", $"service-user/{duplicate.Id}", request.Reason);
        db.Publish(new ServiceUserMerged(duplicate.Id, id));
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        await transaction.CommitAsync(cancellationToken);
        return http.Ok(survivor.Version, ReadServiceUser.Response.Of(survivor, envelope));
    }

    internal static async Task<Results<Ok<ReadServiceUser.Response>, ProblemHttpResult>> UndoAsync(
        Guid id,
        UndoRequest request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        RequestContext context,
        CareDesk desk,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var db = desk.Db;
        var found = await ServiceUserAccess.FindAsync(db.ServiceUsers, id, ifMatch, desk, cancellationToken);
        if (!found.IsAllowed(out var user, out var refusal))
        {
            return refusal;
        }

        if (user.MergedInto is not { } survivor)
        {
            return Problems.Conflict("not-merged", "The record is not merged into another one.");
        }

        user.UndoMerge();
        db.Audit("undo merge of service users", $"service-user/{id}", request.Reason);
        db.Audit("undo merge of service users", $"service-user/{survivor}", request.Reason);
        db.Publish(new MergeUndone(id, survivor));
        return await db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(user.Version, ReadServiceUser.Response.Of(user, envelope));
    }
}
