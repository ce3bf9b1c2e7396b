using System.Globalization;
using SocialServices.Contracts.Training.V1;

namespace SocialServices.Referrals.Cases;

/// <summary>What somebody must be certified for on a day.</summary>
internal sealed record RequiredCompetence(Guid WorkerId, string Competence, DateOnly Day);

/// <summary>Asks training what workers are certified for.</summary>
internal sealed class CertifiedWorkers(Qualifications.QualificationsClient qualifications)
{
    /// <returns>What is required and not held.</returns>
    public async Task<IReadOnlyList<RequiredCompetence>> FindMissingAsync(
        IReadOnlyList<RequiredCompetence> required,
        CancellationToken cancellationToken
    )
    {
        if (required.Count == 0)
        {
            return [];
        }

        var request = new CheckRequest { Questions = { required.Select(Ask) } };
        var held = (await qualifications.CheckAsync(request, cancellationToken: cancellationToken))
            .Answers.Where(answer => answer.Held)
            .Select(answer => (answer.WorkerId, answer.Competence, answer.OnDate))
            .ToHashSet();
        return [.. required.Where(one => Ask(one) is var asked && !held.Contains((asked.WorkerId, asked.Competence, asked.OnDate)))];
    }

    private static Question Ask(RequiredCompetence required) =>
        new()
        {
            WorkerId = required.WorkerId.ToString(),
            Competence = required.Competence,
            OnDate = required.Day.ToString("O", CultureInfo.InvariantCulture),
        };
}
