using System.Globalization;
using SocialServices.Contracts.Training.V1;

namespace SocialServices.Referrals.Cases;

/// <summary>Asks training what a worker is certified for.</summary>
internal sealed class CertifiedWorkers(Qualifications.QualificationsClient qualifications)
{
    /// <returns>The competences among those required that the worker does not hold on that day.</returns>
    public async Task<IReadOnlyList<string>> FindMissingAsync(
        Guid workerId,
        IReadOnlyList<string> required,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        if (required.Count == 0)
        {
            return [];
        }

        var request = new CheckRequest();
        request.Questions.AddRange(
            required.Select(competence => new Question
            {
                WorkerId = workerId.ToString(),
                Competence = competence,
                OnDate = day.ToString("O", CultureInfo.InvariantCulture),
            })
        );
        var held = (await qualifications.CheckAsync(request, cancellationToken: cancellationToken))
            .Answers.Where(answer => answer.Held)
            .Select(answer => answer.Competence)
            .ToHashSet(StringComparer.Ordinal);
        return [.. required.Where(competence => !held.Contains(competence))];
    }
}
