using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
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
    public Task Every_table_is_read_as_it_was_written() =>
        Properties.CheckAsync(
            500,
            Prop.ForAll(
                Tables(),
                Layouts(),
                async (rows, layout) =>
                {
                    string[][] table =
                    [
                        ["first", "second", "third"],
                        .. rows,
                    ];

                    var reader = await CsvReader.OpenAsync(new SlowReader(layout.Write(table), layout.Pieces), CancellationToken.None);

                    foreach (var row in table)
                    {
                        Assert.True(await reader.ReadAsync(CancellationToken.None));
                        Assert.Equal(row, reader.Cells.Select(cell => cell.Text));
                    }

                    Assert.False(await reader.ReadAsync(CancellationToken.None));
                }
            )
        );

    [Property(MaxTest = 2000)]
    public Property Every_text_survives_its_way_through_a_cell() =>
        Prop.ForAll(
            Text().ShrinkBy(Properties.Shorter),
            text =>
            {
                var cell = Csv.Text(text);
                var unquoted = cell is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
                Assert.Equal(text, Csv.Unescape(unquoted));
                Assert.DoesNotContain(unquoted.TrimStart() is [var first, ..] ? first : ' ', "=+-@");
            }
        );

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

    private static Gen<string> Text() => Gen.Elements(Alphabet.ToCharArray()).Between(0, 5).Select(text => new string(text));

    /// <summary>Rows of three cells. They shrink by a row, or by a character of a cell.</summary>
    private static Arbitrary<string[][]> Tables() =>
        Text()
            .ArrayOf(3)
            .Between(1, 5)
            .ShrinkBy(rows =>
                Properties
                    .WithoutOne(rows)
                    .Concat(
                        from row in Enumerable.Range(0, rows.Length)
                        from column in Enumerable.Range(0, 3)
                        from text in Properties.Shorter(rows[row][column])
                        select rows.Select((cells, r) => cells.Select((cell, c) => (r, c) == (row, column) ? text : cell).ToArray())
                            .ToArray()
                    )
            );

    private static Arbitrary<Layout> Layouts() =>
        (
            from delimiter in Gen.Elements(",;\t".ToCharArray())
            from end in Gen.Elements("\r\n", "\n", "\r")
            from lastRowEnds in Gen.Elements(true, false)
            from quoted in Gen.Choose(1, 3).Select(one => one == 1).ArrayOf(7)
            from pieces in Gen.Choose(1, 3).ArrayOf(11)
            select new Layout(delimiter, end, lastRowEnds, quoted, pieces)
        ).ToArbitrary();

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

    /// <param name="Quoted">Whether a cell is quoted that need not be: in turn.</param>
    /// <param name="Pieces">How many characters a read gives: in turn.</param>
    private sealed record Layout(char Delimiter, string End, bool LastRowEnds, bool[] Quoted, int[] Pieces)
    {
        public string Write(IEnumerable<string[]> rows)
        {
            var written = 0;
            return string.Join(End, rows.Select(row => string.Join(Delimiter, row.Select(Cell)))) + (LastRowEnds ? End : "");

            string Cell(string text) =>
                Quoted[written++ % Quoted.Length] || text.Any(character => "\"\r\n,;\t".Contains(character, StringComparison.Ordinal))
                    ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                    : text;
        }
    }

    /// <summary>Gives the text in small pieces, after the first look.</summary>
    private sealed class SlowReader(string text, int[] pieces) : TextReader
    {
        private int at;
        private int reads;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Take(buffer, pieces[reads++ % pieces.Length]));

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
