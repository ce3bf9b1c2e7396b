using Xunit;

namespace SocialServices.Registry.Tests.Searching;

/// <summary>What people type, in the languages, alphabets and spellings in which they type it (queries.json).</summary>
public sealed class RelevanceTests(SearchApp app) : IClassFixture<SearchApp>
{
    public static TheoryData<string> Queries { get; } = new(Questions.Keys);

    private static Dictionary<string, Question> Questions => SearchApp.Read<Question>("queries.json").ToDictionary(question => question.Q);

    [Fact]
    public void There_are_at_least_40_queries() => Assert.True(Questions.Count >= 40);

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_query_finds_what_is_meant(string q)
    {
        var expected = Questions[q];

        var codes = await app.CodesAsync($"q={Uri.EscapeDataString(q)}");

        if (expected.All is { } all)
        {
            Assert.Equal(all.Order(), codes.Order());
        }
        else
        {
            Assert.Equal(expected.First!.Order(), codes.Take(Math.Max(1, expected.First!.Length)).Order());
        }
    }

    /// <param name="Q">What is typed.</param>
    /// <param name="All">Exactly these, in any order.</param>
    /// <param name="First">These come first, in any order; when empty, nothing is found.</param>
    /// <param name="Why">What is special.</param>
    public sealed record Question(string Q, string[]? All, string[]? First, string? Why);
}
