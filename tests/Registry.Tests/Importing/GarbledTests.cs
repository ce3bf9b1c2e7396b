using SocialServices.Registry.Imports.Rows;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Names that lost their letters on the way.</summary>
public sealed class GarbledTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Theory]
    [InlineData("Merkez A?gabat", "A?gabat")]
    [InlineData("A\uFFFDgabat", "A\uFFFDgabat")]
    [InlineData("AÅŸgabat merkezi", "AÅŸgabat")]
    [InlineData("TÃ¤zelik", "TÃ¤zelik")]
    [InlineData("ÐŸÐ¾Ð±ÐµÐ´Ð°", "ÐŸÐ¾Ð±ÐµÐ´Ð°")]
    [InlineData("Дом РџРѕР±РµРґР°", "РџРѕР±РµРґР°")]
    [InlineData("Where to? Here", null)]
    [InlineData("Aşgabat, Görogly köçesi, Ýeňiş, ÜZNÜKSIZ «KÖMEGÄ»", null)]
    [InlineData("Рёбра, Сёмга, Ёлка, Россия – СССР", null)]
    [InlineData("Café Zürich, Ñandú", null)]
    public void Words_in_a_wrong_encoding_are_found(string text, string? word) => Assert.Equal(word, Garbled.FindWord(text));

    [Fact]
    public async Task A_name_in_a_wrong_encoding_is_taken_with_a_warning()
    {
        var import = await app.Office().ImportAsync(ImportCalls.Csv(ImportCalls.Row("garbled-1", name: "AÅŸgabat")));

        import.AssertRows(created: 1);
        var lines = await app.Office().FindingsAsync(import, "warnings.csv");
        Assert.Equal(
            ["nameTk", "nameRu", "nameEn"],
            lines.Where(line => line.Contains("wrong encoding", StringComparison.Ordinal)).Select(line => line.Split(',')[1])
        );
        Assert.All(lines, line => Assert.StartsWith("2,name", line, StringComparison.Ordinal));
    }
}
