using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Referrals.GroupProgrammes;

internal static class PlanCycle
{
    /// <param name="Programme">Code, for example strong-families.</param>
    /// <param name="Place">Code of the etrap or city.</param>
    /// <param name="Sessions">As many days as the programme has sessions.</param>
    /// <param name="Facilitators">Two workers of the organization who hold the programme's competence on each of the days.</param>
    /// <example>
    /// {"programme": "strong-families", "place": "TM-S-01", "sessions": ["2021-09-06", "2021-09-13", "2021-09-20"],
    /// "facilitators": ["017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33", "017cdf3e-6c00-7b02-8c11-5d0e4f7a9b34"]}
    /// </example>
    public sealed record Request(
        [property: Required, MaxLength(50)] string Programme,
        [property: Required, RegularExpression(KnownPlaces.Pattern, ErrorMessage = KnownPlaces.NotACode)] string Place,
        [property: MinLength(1), MaxLength(30)] IReadOnlyList<DateOnly> Sessions,
        [property: MinLength(2), MaxLength(2)] IReadOnlyList<Guid> Facilitators
    );

    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01"}</example>
    public sealed record Response(Guid Id);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/group-cycles", HandleAsync)
            .Idempotent()
            .WithName(nameof(PlanCycle))
            .AboutPeople("group-cycle")
            .WithSummary("Plan a cycle of a group programme with two certified facilitators.")
            .Refuses(StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        CareDesk desk,
        Workforce workforce,
        KnownPlaces places,
        CertifiedWorkers certified,
        CancellationToken cancellationToken
    )
    {
        if (
            await desk.Db.GroupProgrammes.AsNoTracking().SingleOrDefaultAsync(p => p.Code == request.Programme, cancellationToken)
            is not { } programme
        )
        {
            return Problems.Invalid("programme", "No group programme has this code.");
        }

        var rules = programme.Read();
        var days = request.Sessions.Order().ToList();
        if (days.Count != rules.Sessions || days.Zip(days.Skip(1)).Any(two => two.Second < two.First.AddDays(rules.DaysBetween)))
        {
            return Problems.Invalid("sessions", $"The programme has {rules.Sessions} sessions, at least {rules.DaysBetween} days apart.");
        }

        if (!await places.KnowsAsync(request.Place, cancellationToken))
        {
            return Problems.Invalid("place", KnownPlaces.Unknown);
        }

        if (request.Facilitators[0] == request.Facilitators[1])
        {
            return Problems.Invalid("facilitators[1]", "Two different workers lead a cycle.");
        }

        await workforce.AskAsync(request.Facilitators, cancellationToken);
        foreach (var (index, facilitator) in request.Facilitators.Index())
        {
            if (!await workforce.EmploysAsync(desk.Organization, facilitator, cancellationToken))
            {
                return CaseProblems.UnknownWorker($"facilitators[{index}]");
            }
        }

        var required = request.Facilitators.SelectMany(worker => days.Select(day => new RequiredCompetence(worker, rules.Competence, day)));
        if (await certified.FindMissingAsync([.. required], cancellationToken) is [var missing, ..])
        {
            var index = request.Facilitators[0] == missing.WorkerId ? 0 : 1;
            return Problems.Invalid($"facilitators[{index}]", $"Does not hold {missing.Competence} on {missing.Day:yyyy-MM-dd}.");
        }

        var cycle = GroupCycle.Plan(desk.Organization, request, desk.Now);
        desk.Db.Add(cycle);
        desk.Db.Audit("plan group cycle", $"group-cycle/{cycle.Id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/referrals/group-cycles/{cycle.Id}", new Response(cycle.Id));
    }
}
