using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Assessments;

/// <summary>Finds an assessment of a case that the caller may know of, and its instrument.</summary>
internal sealed class AssessmentDesk(CareDesk desk)
{
    /// <returns>Null when there is none, or its case is not known to the caller.</returns>
    public async Task<Assessment?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await desk.Db.Assessments.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is { } found
        && await desk.FindCaseAsync(found.CaseId, cancellationToken) is not null
            ? found
            : null;

    public async Task<ToChange<Assessment>> FindToChangeAsync(Guid id, IfMatch? ifMatch, CancellationToken cancellationToken) =>
        ToChange.Check(await FindAsync(id, cancellationToken), "The assessment", _ => null, ifMatch);

    public async Task<Instrument> InstrumentOfAsync(Assessment assessment, CancellationToken cancellationToken) =>
        (
            await desk
                .Db.Instruments.AsNoTracking()
                .SingleAsync(i => i.Code == assessment.Instrument && i.Version == assessment.InstrumentVersion, cancellationToken)
        ).Read();

    /// <returns>The first answer that is none to its question; null when all are.</returns>
    public static Refusal? FindRefusal(Instrument instrument, IReadOnlyDictionary<string, string> answers)
    {
        var questions = instrument.Questions().ToDictionary(question => question.Code, StringComparer.Ordinal);
        foreach (var (code, answer) in answers)
        {
            if (!questions.TryGetValue(code, out var question))
            {
                return new($"answers.{code}", "The instrument has no such question.");
            }

            if (answer is null || !question.Accepts(answer))
            {
                return new($"answers.{code}", "Not an answer to this question.");
            }
        }

        return null;
    }
}
