using SocialServices.ServiceDefaults.Exchange;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

public sealed class CsvReaderTests
{
    private const string Alphabet = "ab,;\t\"\r\n '=+-@Ýя";

    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "1:a|b 2:1|2")]
    [InlineData("a,b\n1,2", "1:a|b 2:1|2")]
    [InlineData("a,b\r1,2\r", "1:a|b 2:1|2")]
    [InlineData("\uFEFFa;b\r\n1;2,5\r\n", "1:a|b 2:1|2,5")]
    [InlineData("a\tb\n1\t2", "1:a|b 2:1|2")]
    [InlineData("sep=;\r\na,b;c\r\n1;2\r\n", "2:a,b|c 3:1|2")]
    [InlineData("sep=,\na,b\n1,2", "2:a|b 3:1|2")]
    [InlineData("\"a,;;;;\",b\n\"1\r\n2\n3\",\"\"\"\"\nx,y", "1:a,;;;;|b 2:1\r\n2\n3|\" 5:x|y")]
    [InlineData("a,b\n\n1,2\n,\n", "1:a|b 2: 3:1|2 4:|")]
    [InlineData("a,b\n1,\"2\"x\n", "1:a|b 2:1|2x!")]
    [InlineData("a,b\n5\" pipe,2\n", "1:a|b 2:5\" pipe|2")]
    [InlineData("a\n\"\"", "1:a 2:")]
    public async Task Files_are_read_as_spreadsheets_write_them(string file, string rows) =>
        Assert.Equal(rows, string.Join(' ', await ReadAsync(file)));

    [Fact]
    public async Task Every_table_is_read_as_it_was_written()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var delimiter = ",;\t"[random.Next(3)];
            var end = new[] { "\r\n", "\n", "\r" }[random.Next(3)];
            var table = Enumerable
                .Range(0, random.Next(1, 6))
                .Select(_ => Enumerable.Range(0, 3).Select(_ => Cell(random)).ToArray())
                .Prepend(["first", "second", "third"])
                .ToList();
            var file =
                string.Join(
                    end,
                    table.Select(row =>
                        string.Join(
                            delimiter,
                            row.Select(cell =>
                                random.Next(3) == 0 || cell.Any(character => "\"\r\n,;\t".Contains(character, StringComparison.Ordinal))
                                    ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                                    : cell
                            )
                        )
                    )
                ) + (random.Next(2) == 0 ? end : "");

            var reader = await CsvReader.OpenAsync(new SlowReader(file, random), TestContext.Current.CancellationToken);
            foreach (var row in table)
            {
                Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken), $"seed {seed}");
                Assert.Equal(row, reader.Cells.Select(cell => cell.Text));
            }

            Assert.False(await reader.ReadAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Every_text_survives_its_way_through_a_cell()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var text = Cell(new Random(seed));
            var cell = Csv.Text(text);
            var unquoted = cell is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
            Assert.Equal(text, Csv.Unescape(unquoted));
            Assert.DoesNotContain(unquoted.TrimStart() is [var first, ..] ? first : ' ', "=+-@");
        }
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_ends_the_reading_with_its_line() =>
        Assert.Contains(
            "line 3",
            (await Assert.ThrowsAsync<MalformedFileException>(() => ReadAsync("a\n1\n\"2\n3\n4"))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_endless_cell_is_not_kept_and_the_rows_after_it_are_read()
    {
        var reader = await CsvReader.OpenAsync(
            new StringReader($"a,b\n{new string('x', 1024 * 1024)},2\n3,4"),
            TestContext.Current.CancellationToken
        );
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal((true, CsvReader.MaxCellLength, "2"), (reader.Cells[0].TooLong, reader.Cells[0].Text.Length, reader.Cells[1].Text));
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal((3, "3"), (reader.Line, reader.Cells[0].Text));
    }

    private static string Cell(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    private static async Task<List<string>> ReadAsync(string file)
    {
        var reader = await CsvReader.OpenAsync(new StringReader(file), TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add($"{reader.Line}:{string.Join('|', reader.Cells.Select(cell => cell.Text + (cell.Misquoted ? "!" : "")))}");
        }

        return rows;
    }

    /// <summary>Gives the text in pieces of any length, after the first look.</summary>
    private sealed class SlowReader(string text, Random random) : TextReader
    {
        private int at;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Take(buffer, random.Next(1, 4)));

        public override ValueTask<int> ReadBlockAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Take(buffer, "first,second,third\r".Length));

        private int Take(Memory<char> buffer, int most)
        {
            var count = Math.Min(Math.Min(most, buffer.Length), text.Length - at);
            text.AsMemory(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }
}
