using SocialServices.Referrals.Assessments;
using SocialServices.ServiceDefaults.Http;
using Xunit;

namespace SocialServices.Referrals.Tests;

/// <summary>The arithmetic of instruments, without a server.</summary>
public sealed class ScoringTests
{
    private static readonly LocalizedText Text = new("a", "б", "c");

    [Theory]
    [InlineData(new[] { 2, 2, 2, 2, 2 }, 10, false, "high")]
    [InlineData(new[] { 0, 0, 0, 0, 0 }, 0, false, "low")]
    [InlineData(new[] { 1, 1, 1 }, 5, true, "raised")] // three of five: 3 × 5 / 3
    [InlineData(new[] { 1, 1, 2, 1 }, 6, true, "raised")] // 5 × 5 / 4 = 6.25
    [InlineData(new[] { 2, 2, 1 }, 8, true, "high")] // 8.33
    [InlineData(new[] { 2, 2 }, null, false, null)]
    public void A_scale_is_prorated_from_three_of_five_answers_on(int[] answers, int? score, bool prorated, string? band)
    {
        var given = answers.Index().ToDictionary(answer => $"q{answer.Index}", answer => $"{answer.Item}");

        var result = Scoring.Of(Instrument(), given);

        Assert.Equal(new ScaleScore("part", score, prorated, band), result.Scores[0]);
        Assert.Equal(score, result.Scores[1].Score); // a sum of scales needs all of them
    }

    [Fact]
    public void A_condition_on_a_hidden_question_does_not_hold()
    {
        var instrument = Chain();
        var answers = new Dictionary<string, string>
        {
            ["a"] = "no",
            ["b"] = "yes",
            ["c"] = "yes",
        };

        Assert.Equal(["a"], Scoring.Shown(instrument, answers).Select(question => question.Code));
        Assert.Empty(Scoring.Of(instrument, answers).Needs);
        answers["a"] = "yes";
        Assert.Equal(["need-c"], Scoring.Of(instrument, answers).Needs);
    }

    [Fact]
    public void What_is_wrong_with_an_instrument_is_named()
    {
        var good = Chain();
        Assert.Null(good.FindRefusal());
        var questions = good.Sections[0].Questions;

        Assert.Equal(
            "sections[0].questions[1].showIf.question",
            With([questions[1], questions[1]]).FindRefusal() is { } first ? Second(first.Field) : null
        );
        Assert.Equal("sections[0].questions[1].code", With([questions[0], questions[0]]).FindRefusal()?.Field);
        Assert.Equal("sections[0].questions[0].options", With([questions[0] with { Kind = AnswerKind.Choice }]).FindRefusal()?.Field);
        Assert.Equal("sections[0].questions[0].min", With([questions[0] with { Kind = AnswerKind.Number }]).FindRefusal()?.Field);
        Assert.Equal("sections[0].questions[0].needs", With([questions[0] with { Needs = [new("x", ["maybe"])] }]).FindRefusal()?.Field);
        Assert.Equal("scales[0].questions", Scale(["nobody"], []).FindRefusal()?.Field);
        Assert.Equal("scales[0].scales", Scale([], ["later"]).FindRefusal()?.Field);
        Assert.Equal("scales[0].bands", Scale(["a"], [], new(0, 5, "x"), new(5, 9, "y")).FindRefusal()?.Field);

        Instrument With(IReadOnlyList<InstrumentQuestion> some) => good with { Sections = [good.Sections[0] with { Questions = some }] };
        Instrument Scale(string[] of, string[] scales, params ScoreBand[] bands) =>
            good with
            {
                Scales = [new InstrumentScale("s", Text, of, scales, 0, bands)],
            };
        static string Second(string field) => field.Replace("questions[0]", "questions[1]", StringComparison.Ordinal);
    }

    private static Instrument Instrument() =>
        new(
            "five",
            Text,
            [
                new(
                    "all",
                    Text,
                    [.. Enumerable.Range(0, 5).Select(n => new InstrumentQuestion($"q{n}", Text, AnswerKind.Number, Min: 0, Max: 2))]
                ),
            ],
            [
                new("part", Text, ["q0", "q1", "q2", "q3", "q4"], [], 3, [new(0, 4, "low"), new(5, 6, "raised"), new(7, 10, "high")]),
                new("total", Text, [], ["part"], 0, []),
            ]
        );

    private static Instrument Chain() =>
        new(
            "chain",
            Text,
            [
                new(
                    "all",
                    Text,
                    [
                        new("a", Text, AnswerKind.YesNo),
                        new("b", Text, AnswerKind.YesNo, ShowIf: new("a", ["yes"])),
                        new("c", Text, AnswerKind.YesNo, ShowIf: new("b", ["yes"]), Needs: [new("need-c", ["yes"])]),
                    ]
                ),
            ],
            []
        );
}
