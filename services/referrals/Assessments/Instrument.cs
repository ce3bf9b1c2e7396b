using System.ComponentModel.DataAnnotations;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Assessments;

/// <summary>How a question is answered.</summary>
public enum AnswerKind
{
    /// <summary>One of the options, by its code.</summary>
    Choice,

    /// <summary>yes or no.</summary>
    YesNo,

    /// <summary>A whole number from min to max.</summary>
    Number,

    /// <summary>Up to 2000 characters. Never scores.</summary>
    Text,
}

/// <summary>How much help is urgent.</summary>
public enum RiskLevel
{
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>
/// A questionnaire as data: sections, questions, conditions, scoring and bands. A version never changes once it is published.
/// </summary>
/// <param name="Code">For example needs-assessment.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Sections">In the order in which they are asked.</param>
/// <param name="Scales">What is computed; empty when nothing is.</param>
/// <example>
/// {"code": "child-strengths", "name": {"tk": "Çaganyň güýçli we kyn taraplary", "ru": "Сильные стороны и трудности ребёнка",
/// "en": "Strengths and difficulties of a child (invented items)"}, "sections": [{"code": "worries", "title": {"tk": "Aladalar",
/// "ru": "Тревоги", "en": "Worries"}, "questions": [{"code": "worries-1", "text": {"tk": "Aladalar 1", "ru": "Тревоги 1",
/// "en": "Is often sad without a reason"}, "kind": "choice", "options": [{"code": "not", "text": {"tk": "Dogry däl", "ru": "Неверно",
/// "en": "Not true"}, "score": 0}], "isRequired": false}]}], "scales": [{"code": "worries", "name": {"tk": "Aladalar", "ru": "Тревоги",
/// "en": "Worries"}, "questions": ["worries-1"], "scales": [], "minAnswered": 1,
/// "bands": [{"from": 0, "to": 2, "band": "close-to-average"}]}]}
/// </example>
public sealed record Instrument(
    [property: Required, RegularExpression("[a-z0-9-]{1,50}", ErrorMessage = "Not a code: lower-case letters, digits and hyphens.")]
        string Code,
    [property: Required] LocalizedText Name,
    [property: MinLength(1), MaxLength(30), NoNulls] IReadOnlyList<InstrumentSection> Sections,
    [property: MaxLength(30), NoNulls] IReadOnlyList<InstrumentScale> Scales
)
{
    /// <summary>All questions in the order in which they are asked.</summary>
    public IEnumerable<InstrumentQuestion> Questions() => Sections.SelectMany(section => section.Questions);
}

/// <param name="Code">Unique in the instrument.</param>
/// <param name="Title">In three languages.</param>
/// <param name="Questions">At least one.</param>
public sealed record InstrumentSection(
    [property: Required, RegularExpression("[a-z0-9-]{1,50}")] string Code,
    [property: Required] LocalizedText Title,
    [property: MinLength(1), MaxLength(100), NoNulls] IReadOnlyList<InstrumentQuestion> Questions
);

/// <param name="Code">Unique in the instrument.</param>
/// <param name="Text">In three languages.</param>
/// <param name="Kind">choice, yes-no, number or text.</param>
/// <param name="Options">Of a choice.</param>
/// <param name="Min">Of a number.</param>
/// <param name="Max">Of a number.</param>
/// <param name="IsRequired">The assessment is not complete without it, while it is shown.</param>
/// <param name="ShowIf">It is asked only when an earlier question was answered so; absent = always.</param>
/// <param name="Needs">Which answers say that a need is there.</param>
public sealed record InstrumentQuestion(
    [property: Required, RegularExpression("[a-z0-9-]{1,50}")] string Code,
    [property: Required] LocalizedText Text,
    AnswerKind Kind,
    [property: MaxLength(30), NoNulls] IReadOnlyList<InstrumentOption>? Options = null,
    int? Min = null,
    int? Max = null,
    bool IsRequired = false,
    InstrumentCondition? ShowIf = null,
    [property: MaxLength(10), NoNulls] IReadOnlyList<NeedRule>? Needs = null
);

/// <param name="Code">What an answer says.</param>
/// <param name="Text">In three languages.</param>
/// <param name="Score">Points.</param>
public sealed record InstrumentOption(
    [property: Required, RegularExpression("[a-z0-9-]{1,50}")] string Code,
    [property: Required] LocalizedText Text,
    [property: Range(-100, 100)] int Score = 0
);

/// <param name="Question">Code of an earlier question.</param>
/// <param name="Is">Its answer is one of these.</param>
public sealed record InstrumentCondition(
    [property: Required] string Question,
    [property: MinLength(1), MaxLength(30)] IReadOnlyList<string> Is
);

/// <param name="Need">Code of a need of the registry's taxonomy.</param>
/// <param name="When">The answers that say so.</param>
public sealed record NeedRule(
    [property: Required, RegularExpression("[a-z0-9-]{1,50}")] string Need,
    [property: MinLength(1), MaxLength(30)] IReadOnlyList<string> When
);

/// <summary>The sum of the answers to some questions, or of other scales.</summary>
/// <param name="Code">Unique among the scales.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Questions">Codes of questions whose scores are added; empty when it adds scales.</param>
/// <param name="Scales">Codes of earlier scales that are added; without one of them there is no score.</param>
/// <param name="MinAnswered">
/// With fewer answers there is no score. With some missing the sum is prorated: rounded to what all would give.
/// </param>
/// <param name="Bands">What the score means; bands do not overlap.</param>
public sealed record InstrumentScale(
    [property: Required, RegularExpression("[a-z0-9-]{1,50}")] string Code,
    [property: Required] LocalizedText Name,
    [property: MaxLength(100)] IReadOnlyList<string> Questions,
    [property: MaxLength(30)] IReadOnlyList<string> Scales,
    [property: Range(0, 100)] int MinAnswered,
    [property: MaxLength(10), NoNulls] IReadOnlyList<ScoreBand> Bands
);

/// <param name="From">Lowest score of the band.</param>
/// <param name="To">Highest score of the band.</param>
/// <param name="Band">Its code, for example raised.</param>
/// <param name="Risk">The risk level that it stands for; absent when it says nothing of risk.</param>
public sealed record ScoreBand(int From, int To, [property: Required, MaxLength(50)] string Band, RiskLevel? Risk = null);
