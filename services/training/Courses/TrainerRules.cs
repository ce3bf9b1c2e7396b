using SocialServices.Training.Programmes;

namespace SocialServices.Training.Courses;

/// <summary>Who may train: whoever holds the programme's trainer competence on all days of the course, since before its first day.</summary>
internal static class TrainerRules
{
    public static bool MayNameFreely(RequestContext context) => context.Caller!.Has(Scopes.ProgrammeManage);

    public static string NotCertified(Programme programme) =>
        programme.TrainerCompetence is { } competence
            ? $"Not a worker who is certified for {competence}{(programme.TrainerLevel is { } level ? $" as {level}" : "")} on all days of the course."
            : "No such worker.";

    /// <summary>Trainers who are not certified for all these days.</summary>
    public static async Task<HashSet<Guid>> FindUncertifiedAsync(
        TrainingDb db,
        Programme programme,
        Guid[] trainers,
        DateOnly from,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        if (programme.TrainerCompetence is not { } competence)
        {
            return [];
        }

        // Certified before the first day: nobody who is trained in this course can count as its trainer.
        var certified = await db
            .Certificates.AsNoTracking()
            .Where(c => trainers.Contains(c.WorkerId) && c.Competence == competence)
            .Where(c => programme.TrainerLevel == null || c.Level == programme.TrainerLevel)
            .Where(c => c.SignedAt != null && c.RevokedAt == null && c.ValidFrom < from && (c.ValidUntil == null || c.ValidUntil >= until))
            .Select(c => c.WorkerId)
            .ToListAsync(cancellationToken);
        return [.. trainers.Except(certified)];
    }

    /// <summary>409 when the course has no trainer, or one who is not certified any more.</summary>
    public static async Task<ProblemHttpResult?> UnlessTrainedAsync(
        TrainingDb db,
        Programme programme,
        Course course,
        CancellationToken cancellationToken
    )
    {
        var uncertified = await FindUncertifiedAsync(db, programme, course.Trainers, course.StartsOn, course.EndsOn, cancellationToken);
        return course.Trainers.Length > 0 && uncertified.Count == 0
            ? null
            : Problems.Conflict(
                "no-certified-trainer",
                "The course has no certified trainer.",
                course.Trainers.Length == 0
                    ? "Name its trainers first."
                    : $"Not certified on all its days: {string.Join(", ", uncertified)}."
            );
    }
}
