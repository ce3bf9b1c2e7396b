using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Transfers;

/// <summary>
/// The taker gets records of its own: the person's details as they are, and a case that continues the giver's, which closes. Notes, plans
/// and assessments stay with the giver: the summary tells what the taker must know.
/// </summary>
internal static class AnswerTransfer
{
    /// <param name="Accept">True: the taker goes on with the case.</param>
    /// <param name="WorkerId">Who will manage it; with accept only, and may be absent.</param>
    /// <param name="Reason">Why not; needed to decline. Stored sealed.</param>
    /// <example>{"accept": true, "workerId": "017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33"}</example>
    public sealed record Request(bool Accept, Guid? WorkerId = null, [property: MaxLength(2000)] string? Reason = null);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/transfers/{id:guid}/answer", HandleAsync)
            .WithName(nameof(AnswerTransfer))
            .AboutPeople("transfer")
            .WithSummary("Accept or decline a case that another organization offers; or, as the giver, take the offer back.")
            .WithDescription("The giver takes its offer back with accept false. On acceptance the giver's case closes as transferred.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<CaseTransferView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        Caseloads caseloads,
        Envelope envelope,
        BlindIndexes digests,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (db, organization, now) = (desk.Db, desk.Organization, desk.Now);
        await desk.AskBeforehandAsync(request.WorkerId, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = ToChange.Check(
            await db.CaseTransfers.SingleOrDefaultAsync(
                t => t.Id == id && (t.Taker == organization || t.Giver == organization),
                cancellationToken
            ),
            "The transfer",
            _ => null,
            ifMatch
        );
        if (!found.IsAllowed(out var transfer, out var refusal))
        {
            return refusal;
        }

        var takes = transfer.Taker == organization;
        if (!takes && await desk.FindCaseAsync(transfer.CaseId, cancellationToken) is null)
        {
            return Problems.NotFound("The transfer");
        }

        if (request.Accept && !takes)
        {
            return Problems.Invalid("accept", "The organization that is asked accepts.");
        }

        if (takes && !request.Accept && string.IsNullOrWhiteSpace(request.Reason))
        {
            return Problems.Invalid("reason", "Say why the case is declined.");
        }

        var @case = await db.Cases.SingleAsync(c => c.Id == transfer.CaseId, cancellationToken);
        Case? successor = null;
        if (request.Accept)
        {
            await db.LockForShareConsentAsync(transfer.ConsentId, cancellationToken);
            var consent = await db.Consents.AsNoTracking().SingleAsync(c => c.Id == transfer.ConsentId, cancellationToken);
            if (consent.StatusOn(desk.Today) is not ConsentStatus.Valid)
            {
                return Problems.Conflict("consent-does-not-cover", "The consent to this transfer is not valid any more.");
            }

            if (request.WorkerId is { } worker && await caseloads.RefuseAsync(worker, cancellationToken) is { } full)
            {
                return full;
            }

            if (!@case.TryClose(ClosureReason.Transferred, null, envelope, now))
            {
                return CaseProblems.Closed;
            }

            var person = (await desk.PersonOfAsync(@case, cancellationToken)).SharedBy(consent.DataCategories);
            var user = ServiceUser.Register(person, organization, envelope, digests, now);
            successor = Case.Open(user.Id, organization, request.WorkerId, @case.Source, now, @case.Id);
            db.AddRange(user, successor);
            db.Add(CaseChange.Of(@case.Id, CaseChangeKind.Closed, ClosureReason.Transferred, null, desk.Me, envelope, now));
            if (request.WorkerId is { } first)
            {
                db.Add(CaseChange.Of(successor.Id, CaseChangeKind.Assigned, null, null, desk.Me, envelope, now, first));
            }

            db.Publish(new CaseClosed(@case.Id, Words.Of(ClosureReason.Transferred)));
            db.Publish(
                new CaseOpened(
                    successor.Id,
                    organization,
                    person.DemographicsOn(desk.Today),
                    user.Id,
                    @case.Source is { } source ? Words.Of(source) : null,
                    request.WorkerId
                )
            );
            db.Publish(new ServiceUserMerged(user.Id, @case.ServiceUserId));
            db.Audit("accept transfer", $"case/{successor.Id}", $"case/{@case.Id}");
        }

        var status =
            request.Accept ? TransferStatus.Accepted
            : takes ? TransferStatus.Declined
            : TransferStatus.TakenBack;
        if (!transfer.TryAnswer(status, desk.SealText(request.Reason, id, nameof(transfer.Answer)), successor?.Id, now))
        {
            return Problems.Conflict("transfer-answered", $"The transfer is {Words.Of(transfer.Status)}.");
        }

        db.Audit($"answer transfer: {Words.Of(status)}", $"case/{@case.Id}");
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        await transaction.CommitAsync(cancellationToken);
        var knowsSuccessor =
            successor is not null
            && (successor.WorkerId is null || successor.WorkerId == desk.Me || await desk.IsSupervisorAsync(cancellationToken));
        return http.Ok(transfer.Version, CaseTransferView.Of(transfer, @case.Number, desk, readsSummary: knowsSuccessor));
    }
}
