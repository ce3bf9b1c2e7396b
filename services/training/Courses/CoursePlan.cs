using SocialServices.Training.Programmes;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Courses;

/// <summary>What of a course can be planned, and planned anew.</summary>
/// <param name="Funders">Organization codes, at most 10.</param>
/// <param name="Place">Place code; of an online course, where its organizer sits.</param>
/// <param name="Mode">in-person, online or hybrid.</param>
/// <param name="StartsOn">First day, Asia/Ashgabat.</param>
/// <param name="EndsOn">Last day, at most 366 days after the first.</param>
/// <param name="Capacity">1 to 1,000 participants.</param>
/// <param name="Trainers">Ids of the workers who train, at most 20, each certified for it on all days; without any the course cannot begin.</param>
/// <param name="Link">Where it is joined online, https.</param>
/// <example>
/// {"funders": ["usaid"], "place": "TM-S", "mode": "hybrid", "startsOn": "2021-05-31", "endsOn": "2021-07-06", "capacity": 25,
/// "trainers": ["017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33"], "link": "https://meet.example/sfp-2021"}
/// </example>
public record CoursePlan(
    [property: MaxLength(10), NoNulls] string[] Funders,
    [property: Required, MaxLength(20), RegularExpression(Codes.Place)] string Place,
    CourseMode Mode,
    DateOnly StartsOn,
    DateOnly EndsOn,
    [property: Range(1, 1000)] int Capacity,
    [property: MaxLength(20)] Guid[]? Trainers = null,
    [property: MaxLength(Codes.MaxLink), RegularExpression(Codes.Link)] string? Link = null
)
{
    private const int MaxDays = 366;

    /// <summary>What is wrong with it, by field. The registry is asked only about what makes sense.</summary>
    internal async Task<Dictionary<string, string[]>> CheckAsync(
        Programme programme,
        TrainingDb db,
        RegistryDirectory registry,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        var errors = new Dictionary<string, string[]>();
        if (EndsOn < StartsOn)
        {
            errors["endsOn"] = ["Before startsOn."];
        }
        else if (EndsOn.DayNumber - StartsOn.DayNumber > MaxDays)
        {
            errors["endsOn"] = [$"More than {MaxDays} days after startsOn."];
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        var funders = Funders.Index().Select(funder => ($"funders[{funder.Index}]", funder.Item));
        errors = await registry.FindUnknownOrganizationsAsync(funders, cancellationToken);
        foreach (var (index, reason) in await FindTrainersRefusedAsync(programme, db, registry, context, cancellationToken))
        {
            errors[$"trainers[{index}]"] = [reason];
        }

        return errors;
    }

    private async Task<List<(int Index, string Reason)>> FindTrainersRefusedAsync(
        Programme programme,
        TrainingDb db,
        RegistryDirectory registry,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        var trainers = Trainers ?? [];
        if (trainers.Length == 0)
        {
            return [];
        }

        if (programme.TrainerCompetence is null && !TrainerRules.MayNameFreely(context))
        {
            return [(0, "The trainers of this programme are named by the programme's office.")];
        }

        var known = await registry.FindWorkersAsync(trainers, cancellationToken);
        var uncertified = await TrainerRules.FindUncertifiedAsync(db, programme, trainers, StartsOn, EndsOn, cancellationToken);
        return
        [
            .. trainers
                .Index()
                .Select(trainer =>
                    (
                        trainer.Index,
                        Reason: !known.ContainsKey(trainer.Item) || uncertified.Contains(trainer.Item)
                            ? TrainerRules.NotCertified(programme)
                            : ""
                    )
                )
                .Where(trainer => trainer.Reason is not ""),
        ];
    }
}
