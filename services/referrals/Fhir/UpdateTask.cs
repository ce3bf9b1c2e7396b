using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;
using FhirTask = Hl7.Fhir.Model.Task;

namespace SocialServices.Referrals.Fhir;

/// <summary>
/// The receiver moves a referral by updating its Task: the same moves, rules and refusals as the API. Only status, statusReason, owner
/// (who accepts) and note are read; nothing is guessed from codes that are not known.
/// </summary>
internal static class UpdateTask
{
    public static void Map(RouteGroupBuilder fhir) =>
        fhir.MapPut("/Task/{id:guid}", HandleAsync)
            .WithName(nameof(UpdateTask))
            .AboutPeople("referral")
            .WithSummary("Move a referral by its Task. Needs If-Match.")
            .WithDescription(
                "accepted: owner is the Practitioner (identifier urn:socialservices:worker) who will deliver the service. rejected, failed, "
                    + "cancelled: statusReason has a code of urn:socialservices:end-reason, and note says why. on-hold, completed: note."
            )
            .Accepts<string>(FhirAnswer.MediaType, "application/json")
            .AnswersFhir()
            .Produces<string>(StatusCodes.Status409Conflict, FhirAnswer.MediaType)
            .Produces<string>(StatusCodes.Status412PreconditionFailed, FhirAnswer.MediaType)
            .Produces<string>(StatusCodes.Status422UnprocessableEntity, FhirAnswer.MediaType)
            .Produces<string>(StatusCodes.Status428PreconditionRequired, FhirAnswer.MediaType);

    internal static async Task<FhirAnswer> HandleAsync(
        Guid id,
        HttpRequest request,
        [FromHeader(Name = "If-Match")] string? ifMatchHeader,
        ReferralsDb db,
        ReferralDesk desk,
        ReferralAccess access,
        CareDesk care,
        ReceivingSites sites,
        Workforce workforce,
        CertifiedWorkers workers,
        SiteCapacity capacity,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (task, problem) = await FhirAnswer.ReadAsync<FhirTask>(request, cancellationToken);
        if (task is null)
        {
            return FhirAnswer.Refuse(StatusCodes.Status400BadRequest, problem!, OperationOutcome.IssueType.Structure);
        }

        // FHIR gives versions as weak tags, W/"4711" (R4, 3.1.0.5).
        IfMatch? ifMatch = null;
        if (ifMatchHeader is { } tags && !IfMatch.TryParse(tags.Replace("W/", "", StringComparison.Ordinal), null, out ifMatch))
        {
            return FhirAnswer.Refuse(StatusCodes.Status400BadRequest, "If-Match: not a version such as W/\"4711\".");
        }

        if (task.Id is { } named && named != id.ToString())
        {
            return FhirAnswer.Refuse(StatusCodes.Status400BadRequest, "Task.id is not that of the address.");
        }

        if (FhirMapping.StatusOf(task.Status) is not { } to || ReferralLifeCycle.Moves.FirstOrDefault(one => one.To == to) is not { } move)
        {
            return FhirAnswer.Refuse(
                StatusCodes.Status422UnprocessableEntity,
                "Task.status: no move leads there.",
                OperationOutcome.IssueType.CodeInvalid
            );
        }

        if (move == ReferralLifeCycle.Request)
        {
            return FhirAnswer.Refuse(StatusCodes.Status422UnprocessableEntity, "Task.status: a referral is requested by the API.");
        }

        if (move == ReferralLifeCycle.Accept)
        {
            return Guid.TryParse(task.Owner?.Identifier?.Value, out var worker)
                ? await AnswerAsync(
                    await AcceptReferral.HandleAsync(
                        id,
                        new AcceptReferral.Request(worker),
                        ifMatch,
                        db,
                        desk,
                        sites,
                        workforce,
                        workers,
                        capacity,
                        clock,
                        cancellationToken
                    ),
                    id,
                    care,
                    access,
                    cancellationToken
                )
                : FhirAnswer.Refuse(StatusCodes.Status422UnprocessableEntity, "Task.owner: name the worker who will deliver the service.");
        }

        EndReason? code = null;
        if (move == ReferralLifeCycle.Reject || move == ReferralLifeCycle.Fail || move == ReferralLifeCycle.Cancel)
        {
            var word = task.StatusReason?.Coding.FirstOrDefault(coding => coding.System == FhirMapping.EndReasonSystem)?.Code;
            if (!Words.TryParse(word, out code) || code is null)
            {
                return FhirAnswer.Refuse(
                    StatusCodes.Status422UnprocessableEntity,
                    $"Task.statusReason: a code of {FhirMapping.EndReasonSystem} is needed: {Words.List<EndReason>()}.",
                    OperationOutcome.IssueType.CodeInvalid
                );
            }
        }

        var text = task.Note.FirstOrDefault()?.Text;
        if (move != ReferralLifeCycle.Start && string.IsNullOrWhiteSpace(text))
        {
            return FhirAnswer.Refuse(StatusCodes.Status422UnprocessableEntity, "Task.note: say why, or what came of it.");
        }

        var reason = move == ReferralLifeCycle.Start ? null : new MoveReason(code, text);
        return await AnswerAsync(await desk.MoveAsync(id, move, ifMatch, reason, cancellationToken), id, care, access, cancellationToken);
    }

    private static async Task<FhirAnswer> AnswerAsync(
        Results<Ok<ReferralMoved>, ProblemHttpResult> moved,
        Guid id,
        CareDesk care,
        ReferralAccess access,
        CancellationToken cancellationToken
    ) =>
        moved.Result is ProblemHttpResult refused
            ? FhirAnswer.Refuse(refused)
            : await ReadFhir.TaskAsync(id, care, access, cancellationToken);
}
