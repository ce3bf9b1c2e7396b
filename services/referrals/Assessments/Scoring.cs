using System.Globalization;

namespace SocialServices.Referrals.Assessments;

/// <summary>What the answers to an instrument say.</summary>
/// <param name="Scores">By scale; a scale without a score has had too few answers.</param>
/// <param name="Risk">The highest that a band stands for; absent when no scale tells.</param>
/// <param name="Needs">Codes of the needs found, each once.</param>
internal sealed record AssessmentResult(IReadOnlyList<ScaleScore> Scores, RiskLevel? Risk, IReadOnlyList<string> Needs);

/// <param name="Score">Absent with too few answers.</param>
/// <param name="Prorated">Some answers are missing; the score is what all would give.</param>
/// <param name="Band">What the score means; absent outside all bands.</param>
internal sealed record ScaleScore(string Scale, int? Score, bool Prorated, string? Band);

/// <summary>Computes on the server what answers mean. What the client thinks of it is not asked for.</summary>
internal static class Scoring
{
    /// <summary>
    /// The questions that are asked, given the answers: a condition holds only on the answer to a question that is itself asked.
    /// </summary>
    public static IReadOnlyList<InstrumentQuestion> Shown(Instrument instrument, IReadOnlyDictionary<string, string> answers)
    {
        var shown = new Dictionary<string, InstrumentQuestion>(StringComparer.Ordinal);
        foreach (var question in instrument.Questions())
        {
            if (
                question.ShowIf is not { } condition
                || (
                    shown.ContainsKey(condition.Question)
                    && answers.TryGetValue(condition.Question, out var answer)
                    && condition.Is.Contains(answer)
                )
            )
            {
                shown.Add(question.Code, question);
            }
        }

        return [.. shown.Values];
    }

    /// <summary>The answers to questions that are asked: those to hidden ones are dropped and never score.</summary>
    public static Dictionary<string, string> WithoutHidden(Instrument instrument, IReadOnlyDictionary<string, string> answers) =>
        Shown(instrument, answers)
            .Where(question => answers.ContainsKey(question.Code))
            .ToDictionary(question => question.Code, question => answers[question.Code], StringComparer.Ordinal);

    /// <param name="instrument">The version that was answered.</param>
    /// <param name="answers">By question; those to hidden questions are ignored.</param>
    public static AssessmentResult Of(Instrument instrument, IReadOnlyDictionary<string, string> answers)
    {
        var given = WithoutHidden(instrument, answers);
        var questions = instrument.Questions().ToDictionary(question => question.Code, StringComparer.Ordinal);
        var scores = new Dictionary<string, ScaleScore>(StringComparer.Ordinal);
        var risks = new List<RiskLevel>();
        foreach (var scale in instrument.Scales)
        {
            var (score, prorated) = scale.Scales.Count > 0 ? OfScales(scale, scores) : OfQuestions(scale, questions, given);
            var band = score is { } points ? scale.Bands.FirstOrDefault(b => b.From <= points && points <= b.To) : null;
            scores.Add(scale.Code, new ScaleScore(scale.Code, score, prorated, band?.Band));
            if (band?.Risk is { } risk)
            {
                risks.Add(risk);
            }
        }

        var needs = given
            .SelectMany(answer =>
                (questions[answer.Key].Needs ?? []).Where(rule => rule.When.Contains(answer.Value)).Select(rule => rule.Need)
            )
            .Distinct()
            .Order(StringComparer.Ordinal);
        return new AssessmentResult([.. scores.Values], risks.Count > 0 ? risks.Max() : null, [.. needs]);
    }

    private static (int?, bool) OfScales(InstrumentScale scale, Dictionary<string, ScaleScore> scores)
    {
        var parts = scale.Scales.Select(code => scores[code]).ToList();
        return parts.Any(part => part.Score is null) ? (null, false) : (parts.Sum(part => part.Score), parts.Any(part => part.Prorated));
    }

    private static (int?, bool) OfQuestions(
        InstrumentScale scale,
        Dictionary<string, InstrumentQuestion> questions,
        Dictionary<string, string> answers
    )
    {
        var answered = scale.Questions.Where(answers.ContainsKey).ToList();
        if (answered.Count < Math.Max(1, scale.MinAnswered))
        {
            return (null, false);
        }

        var sum = answered.Sum(code => PointsOf(questions[code], answers[code]));
        return answered.Count == scale.Questions.Count
            ? (sum, false)
            : ((int)Math.Round((decimal)sum * scale.Questions.Count / answered.Count, MidpointRounding.AwayFromZero), true);
    }

    private static int PointsOf(InstrumentQuestion question, string answer) =>
        question.Kind switch
        {
            AnswerKind.Choice => question.Options!.Single(option => option.Code == answer).Score,
            AnswerKind.YesNo => answer is "yes" ? 1 : 0,
            _ => int.Parse(answer, CultureInfo.InvariantCulture),
        };
}
