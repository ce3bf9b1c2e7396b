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

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Levels_together_bring_every_hit_once(string q)
    {
        var page = await app.FindAsync($"q={Uri.EscapeDataString(q)}&limit=200&facets=true");
        var codes = SearchApp.Codes(page);

        Assert.Equal(codes.Distinct().Count(), codes.Length);
        Assert.Equal(page["facets"]!["total"]!.GetValue<int>(), codes.Length);
        var around = $"q={Uri.EscapeDataString(q)}&limit=200&near=39,58&withinKm=500";
        Assert.Equal((await app.CodesAsync(around)).Order(), (await app.CodesAsync($"{around}&sort=distance")).Order());
    }

    /// <param name="Q">What is typed.</param>
    /// <param name="All">Exactly these, in any order.</param>
    /// <param name="First">These come first, in any order; when empty, nothing is found.</param>
    /// <param name="Why">What is special.</param>
    public sealed record Question(string Q, string[]? All, string[]? First, string? Why);
}
