using System.Text;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>
/// Reads CSV (RFC 4180) as spreadsheets really write it: any end of line, also within quotes; comma, semicolon or tab; a byte
/// order mark; Excel's line <c>sep=;</c>. Our own and not a library's, because a row that is wrong must not end the reading: an
/// endless cell is not kept, the rows after it are read, and every row knows its line.
/// </summary>
public sealed class CsvReader
{
    /// <summary>Characters of a cell, as in Excel.</summary>
    public const int MaxCellLength = 32_767;

    /// <summary>Cells of a row; what stands behind them is ignored.</summary>
    public const int MaxCells = 256;

    private const string Separator = "sep=";
    private readonly TextReader reader;
    private readonly char[] buffer = new char[64 * 1024];
    private readonly StringBuilder cell = new();
    private readonly List<CsvCell> cells = [];
    private int at;
    private int length;
    private int line = 1;
    private char last;
    private bool tooLong;
    private bool misquoted;

    private CsvReader(TextReader reader) => this.reader = reader;

    private enum Where
    {
        Start,
        Plain,
        Quoted,
        AfterQuote,
    }

    public char Delimiter { get; private set; } = ',';

    /// <summary>Where the current row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Of the current row.</summary>
    public IReadOnlyList<CsvCell> Cells => cells;

    /// <summary>How many cells the current row has, also those beyond <see cref="MaxCells"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Finds out which delimiter the file has. The first row is the next to be read.</summary>
    public static async Task<CsvReader> OpenAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var csv = new CsvReader(reader);
        csv.length = await reader.ReadBlockAsync(csv.buffer, cancellationToken);
        csv.at = csv.length > 0 && csv.buffer[0] == '\uFEFF' ? 1 : 0;
        var first = csv.buffer.AsSpan(csv.at..csv.length);
        if (
            first.StartsWith(Separator, StringComparison.OrdinalIgnoreCase)
            && first.Length > Separator.Length
            && first[(Separator.Length + 1)..] is [] or ['\r' or '\n', ..]
        )
        {
            csv.Delimiter = first[Separator.Length];
            await csv.ReadAsync(cancellationToken);
        }
        else
        {
            csv.Delimiter = Guess(first);
        }

        return csv;
    }

    /// <returns>False at the end of the file.</returns>
    /// <exception cref="MalformedFileException">A quote is never closed: where rows end is not known.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        cells.Clear();
        (Line, Count) = (line, 0);
        var where = Where.Start;
        while (at < length || await FillAsync(cancellationToken))
        {
            var character = buffer[at++];
            if (character == '\n' && last == '\r' && where is not (Where.Quoted or Where.AfterQuote) && Count == 0 && cell.Length == 0)
            {
                (last, Line) = (character, line);
                continue; // the second half of the end of the row before
            }

            line += character == '\r' || (character == '\n' && last != '\r') ? 1 : 0;
            last = character;
            switch (where, character)
            {
                case (Where.Quoted, '"'):
                    where = Where.AfterQuote;
                    break;
                case (Where.Quoted, _):
                    Append(character);
                    break;
                case (Where.Start, '"'):
                    where = Where.Quoted;
                    break;
                case (Where.AfterQuote, '"'):
                    Append(character);
                    where = Where.Quoted;
                    break;
                case (_, '\r' or '\n'):
                    EndCell();
                    return true;
                case var _ when character == Delimiter:
                    EndCell();
                    where = Where.Start;
                    break;
                case (Where.AfterQuote, _):
                    misquoted = true;
                    Append(character);
                    where = Where.Plain;
                    break;
                default:
                    Append(character);
                    where = Where.Plain;
                    break;
            }
        }

        if (where is Where.Quoted)
        {
            throw new MalformedFileException($"A quote in the row that begins on line {Line} is never closed.");
        }

        if (where is Where.Start && Count == 0)
        {
            return false;
        }

        EndCell();
        return true;
    }

    // The one that stands most often in the first row, outside of quotes.
    private static char Guess(ReadOnlySpan<char> text)
    {
        var (commas, semicolons, tabs, quoted) = (0, 0, 0, false);
        foreach (var character in text)
        {
            if (!quoted && character is '\r' or '\n')
            {
                break;
            }

            quoted ^= character == '"';
            commas += !quoted && character == ',' ? 1 : 0;
            semicolons += !quoted && character == ';' ? 1 : 0;
            tabs += !quoted && character == '\t' ? 1 : 0;
        }

        return tabs > commas && tabs > semicolons ? '\t'
            : semicolons > commas ? ';'
            : ',';
    }

    private void Append(char character)
    {
        if (cell.Length < MaxCellLength)
        {
            cell.Append(character);
        }
        else
        {
            tooLong = true;
        }
    }

    private void EndCell()
    {
        if (++Count <= MaxCells)
        {
            cells.Add(new CsvCell(cell.ToString(), tooLong, misquoted));
        }

        cell.Clear();
        (tooLong, misquoted) = (false, false);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        (at, length) = (0, await reader.ReadAsync(buffer, cancellationToken));
        return length > 0;
    }
}

/// <param name="Text">Without its quotes; the beginning of it when it is too long.</param>
/// <param name="TooLong">It has more than <see cref="CsvReader.MaxCellLength"/> characters.</param>
/// <param name="Misquoted">Something follows its closing quote.</param>
public readonly record struct CsvCell(string Text, bool TooLong, bool Misquoted);
