using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Assessments;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Referrals.GroupProgrammes;

internal static class TakeMeasure
{
    /// <param name="Measure">Code of a measure of the programme that is for this member's role.</param>
    /// <param name="Week">One of the programme's weeks, counted from the first session.</param>
    /// <param name="Answers">By question of the instrument. The score is computed by the server.</param>
    /// <example>{"measure": "parenting", "week": 2, "answers": {"parenting-1": "often", "parenting-2": "never"}}</example>
    public sealed record Request(
        [property: Required, MaxLength(50)] string Measure,
        int Week,
        [property: Required, MaxLength(500)] IReadOnlyDictionary<string, string> Answers
    );

    /// <param name="Score">Of the compared scale; absent with too few answers.</param>
    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "score": 18, "band": "high"}</example>
    public sealed record Response(Guid Id, int? Score, string? Band);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/group-members/{id:guid}/measures", HandleAsync)
            .Idempotent()
            .WithName(nameof(TakeMeasure))
            .AboutPeople("group-member")
            .WithSummary("Record a measure of a member in one of the programme's weeks. Once.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        CycleDesk cycles,
        CancellationToken cancellationToken
    )
    {
        if (await cycles.FindOfMemberAsync(id, cancellationToken) is not { } cycle)
        {
            return Problems.NotFound("The member");
        }

        var rules = await cycles.RulesAsync(cycle, cancellationToken);
        var role = cycle.Members.Single(member => member.Id == id).Role;
        if (rules.Measures.FirstOrDefault(one => one.Code == request.Measure && one.Of == role) is not { } measure)
        {
            return Problems.Invalid("measure", "The programme has no such measure for this member.");
        }

        if (!rules.Weeks.Contains(request.Week))
        {
            return Problems.Invalid("week", $"One of {string.Join(", ", rules.Weeks)}.");
        }

        // The baseline is taken before or at the first session; the others not before their week.
        if (request.Week > 0 && cycle.StartsOn.AddDays(7 * request.Week) > desk.Today)
        {
            return Problems.Conflict("measure-too-early", "The week of this measure has not come yet.");
        }

        // What is compared is measured by one version: that of the member's first measure.
        var first = await desk
            .Db.GroupMeasures.Where(m => m.MemberId == id && m.Measure == measure.Code)
            .MinAsync(m => (int?)m.InstrumentVersion, cancellationToken);
        var version = await desk
            .Db.Instruments.AsNoTracking()
            .Where(i => i.Code == measure.Instrument && (first == null || i.Version == first))
            .OrderByDescending(i => i.Version)
            .FirstAsync(cancellationToken);
        var instrument = version.Read();
        if (AssessmentDesk.FindRefusal(instrument, request.Answers) is { } invalid)
        {
            return Problems.Invalid(invalid);
        }

        var answers = Scoring.WithoutHidden(instrument, request.Answers);
        if (answers.Count == 0)
        {
            return Problems.Invalid("answers", "Nothing is answered, and a measure is taken once.");
        }

        var score = Scoring.Of(instrument, answers).Scores.Single(one => one.Scale == measure.Scale);
        var taken = GroupMeasure.Of(id, measure.Code, request.Week, version.Version, new(answers, score.Score), desk);
        await desk.Db.BeginAsync(cancellationToken); // the register has answered
        await cycles.LockForUpdateAsync(cycle, cancellationToken); // of two last measures one sees the other
        if (request.Week == rules.Weeks[0] && cycle.CompletedAt is not null)
        {
            return Problems.Conflict(
                "measure-too-late",
                "The cycle is completed: a first measure would come after what it is compared with."
            );
        }

        desk.Db.Add(taken);
        await CycleChanges.CloseWeeksAsync(cycle, rules, [taken], desk, cancellationToken);
        desk.Db.Audit("take group measure", $"group-member/{id}", $"group-cycle/{cycle.Id}");
        return await desk.Db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : TypedResults.Created($"/api/v1/referrals/group-cycles/{cycle.Id}", new Response(taken.Id, score.Score, score.Band));
    }
}
