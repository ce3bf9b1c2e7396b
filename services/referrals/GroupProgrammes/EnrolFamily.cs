using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.GroupProgrammes;

internal static class EnrolFamily
{
    /// <param name="CaseId">An open case that the acting worker may know of.</param>
    /// <param name="Role">caregiver or child.</param>
    public sealed record Item(Guid CaseId, MemberRole Role);

    /// <param name="Members">At least one caregiver.</param>
    /// <example>
    /// {"members": [{"caseId": "0192c2a0-6a00-7c11-9d40-1f6b8a2c3d01", "role": "caregiver"},
    /// {"caseId": "0192c2a0-6a00-7c11-9d40-1f6b8a2c3d02", "role": "child"}]}
    /// </example>
    public sealed record Request([property: MinLength(1), MaxLength(20), NoNulls] IReadOnlyList<Item> Members);

    /// <param name="Family">Its number in the cycle.</param>
    /// <param name="Members">In the order of the request.</param>
    /// <example>{"family": 1, "members": ["0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01"]}</example>
    public sealed record Response(int Family, IReadOnlyList<Guid> Members);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/group-cycles/{id:guid}/families", HandleAsync)
            .WithName(nameof(EnrolFamily))
            .AboutPeople("group-cycle")
            .WithSummary("Enrol a family in a cycle: caregivers and children, by their cases. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        CycleDesk cycles,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var found = await cycles.FindToChangeAsync(id, ifMatch, cancellationToken);
        if (!found.IsAllowed(out var cycle, out var refusal))
        {
            return refusal;
        }

        if (!request.Members.Any(member => member.Role is MemberRole.Caregiver))
        {
            return Problems.Invalid("members", "A family takes part with a caregiver.");
        }

        foreach (var (index, member) in request.Members.Index())
        {
            if ((await desk.FindOpenCaseAsync(member.CaseId, cancellationToken)).Case is null)
            {
                return Problems.Invalid($"members[{index}].caseId", "No open case that you may know of has this id.");
            }
        }

        var family = cycle.Members.Select(member => member.Family).DefaultIfEmpty().Max() + 1;
        List<GroupMember> added = [.. request.Members.Select(member => cycle.Add(member.CaseId, family, member.Role, desk.Now))];
        desk.Db.AddRange(added);
        desk.Db.AuditShown("enrol family in group cycle", "case", request.Members.Select(member => member.CaseId), $"group-cycle/{id}");
        return await desk.Db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(cycle.Version, new Response(family, [.. added.Select(member => member.Id)]));
    }
}
