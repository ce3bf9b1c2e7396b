using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Assessments;

/// <summary>What a questionnaire must fulfil before it is published.</summary>
internal static class InstrumentRules
{
    /// <returns>The first thing that is wrong; null when the instrument can be used.</returns>
    public static Refusal? FindRefusal(this Instrument instrument)
    {
        var before = new Dictionary<string, InstrumentQuestion>(StringComparer.Ordinal);
        foreach (var (s, section) in instrument.Sections.Index())
        {
            foreach (var (q, question) in section.Questions.Index())
            {
                var at = $"sections[{s}].questions[{q}]";
                if (OfQuestion(question, before) is var (field, reason))
                {
                    return new($"{at}.{field}", reason);
                }

                if (!before.TryAdd(question.Code, question))
                {
                    return new($"{at}.code", "Another question has this code.");
                }
            }
        }

        var scales = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, scale) in instrument.Scales.Index())
        {
            if (OfScale(scale, before, scales) is var (field, reason))
            {
                return new($"scales[{index}].{field}", reason);
            }

            if (!scales.Add(scale.Code))
            {
                return new($"scales[{index}].code", "Another scale has this code.");
            }
        }

        return null;
    }

    private static (string Field, string Reason)? OfQuestion(InstrumentQuestion question, Dictionary<string, InstrumentQuestion> before) =>
        question switch
        {
            { Kind: AnswerKind.Choice, Options: not { Count: >= 2 } } => ("options", "A choice has at least two options."),
            { Kind: not AnswerKind.Choice, Options.Count: > 0 } => ("options", "Only a choice has options."),
            { Options: { } options } when options.DistinctBy(o => o.Code).Count() < options.Count => (
                "options",
                "Two options have the same code."
            ),
            { Kind: AnswerKind.Number, Min: null } or { Kind: AnswerKind.Number, Max: null } => (
                "min",
                "A number has bounds: min and max."
            ),
            { Min: { } min, Max: { } max } when min > max => ("max", "Lies below min."),
            { ShowIf: { } condition } when !before.ContainsKey(condition.Question) => (
                "showIf.question",
                "No earlier question has this code."
            ),
            { ShowIf: { } condition } when condition.Is.FirstOrDefault(value => !before[condition.Question].Accepts(value)) is { } value =>
                ("showIf.is", $"The question is never answered {value}."),
            { Needs: { } needs } when needs.SelectMany(need => need.When).FirstOrDefault(value => !question.Accepts(value)) is { } value =>
                ("needs", $"The question is never answered {value}."),
            _ => null,
        };

    private static (string Field, string Reason)? OfScale(
        InstrumentScale scale,
        Dictionary<string, InstrumentQuestion> questions,
        HashSet<string> earlier
    ) =>
        scale switch
        {
            { Questions.Count: 0, Scales.Count: 0 } => ("questions", "A scale adds questions or other scales."),
            { Questions.Count: > 0, Scales.Count: > 0 } => ("scales", "A scale adds either questions or other scales."),
            _ when scale.Questions.FirstOrDefault(code => questions.GetValueOrDefault(code)?.Kind is null or AnswerKind.Text) is { } code =>
                ("questions", $"No question with a score has the code {code}."),
            _ when scale.Scales.FirstOrDefault(code => !earlier.Contains(code)) is { } code => (
                "scales",
                $"No earlier scale has the code {code}."
            ),
            _ when scale.MinAnswered > scale.Questions.Count => ("minAnswered", "More than there are questions."),
            _ when scale.Bands.Any(band => band.From > band.To) => ("bands", "A band ends before it begins."),
            _ when scale
                    .Bands.OrderBy(b => b.From)
                    .Zip(scale.Bands.OrderBy(b => b.From).Skip(1))
                    .Any(two => two.First.To >= two.Second.From) => ("bands", "Two bands overlap."),
            _ => null,
        };

    /// <summary>Whether this can be an answer to the question.</summary>
    public static bool Accepts(this InstrumentQuestion question, string answer) =>
        question.Kind switch
        {
            AnswerKind.Choice => question.Options!.Any(option => option.Code == answer),
            AnswerKind.YesNo => answer is "yes" or "no",
            AnswerKind.Number => int.TryParse(
                answer,
                System.Globalization.NumberStyles.AllowLeadingSign,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number
            )
                && number >= question.Min
                && number <= question.Max,
            _ => answer.Length is > 0 and <= 2000,
        };
}
