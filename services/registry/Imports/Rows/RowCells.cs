using System.Globalization;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Reads the cells of one row and notes what is wrong with them.</summary>
internal sealed class RowCells
{
    private const int MaxNameLength = 300;

    private readonly Import import;
    private readonly RowShape shape;
    private readonly RawRow row;
    private readonly List<ImportFinding> findings;

    public RowCells(Import import, RowShape shape, RawRow row, List<ImportFinding> findings)
    {
        (this.import, this.shape, this.row, this.findings) = (import, shape, row, findings);
        foreach (var fault in row.Faults)
        {
            Reject(fault.Field, fault.Reason, fault.Value);
        }

        foreach (var doubt in row.Doubts)
        {
            Warn(doubt.Field, doubt.Reason, doubt.Value);
        }
    }

    public bool IsRejected { get; private set; }

    /// <summary>Which cell is which is not known.</summary>
    public bool IsUnreadable => row.IsUnreadable;

    public int Line => row.Line;

    /// <summary>It is already known that the cell cannot be read.</summary>
    public bool HasFault(string column) => row.Faults.Any(fault => fault.Field == column);

    /// <summary>Does the file have the column at all?</summary>
    public bool Has(string column) => Value(column) is not null;

    public void Reject(string field, string reason, string? value)
    {
        IsRejected = true;
        findings.Add(ImportFinding.Of(import, row.Line, rejected: true, field, reason, value));
    }

    public void Warn(string field, string reason, string? value) =>
        findings.Add(ImportFinding.Of(import, row.Line, rejected: false, field, reason, value));

    /// <summary>A text for people: as it is, except that only spaces are nothing.</summary>
    /// <param name="column">Where it stands.</param>
    /// <param name="longest">Characters.</param>
    /// <param name="prose">It may have several lines; in others, line ends within the cell become spaces.</param>
    public string? Text(string column, int longest, bool prose = false)
    {
        if (Value(column) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!prose && text.AsSpan().ContainsAny('\r', '\n', '\t'))
        {
            Warn(column, "Line ends in the cell became spaces.", text);
            text = string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        if (text.Length > longest)
        {
            Reject(column, $"At most {longest} characters; there are {text.Length}.", text);
        }
        else if (!(prose ? TextRules.IsPlainProse(text) : TextRules.IsPlain(text)))
        {
            Reject(column, TextRules.Reason, text);
        }
        else if (Alphabets.FindMixedWord(text) is { } word)
        {
            Warn(column, "A word has Latin and Cyrillic letters.", word);
        }
        else if (!prose && Garbled.FindWord(text) is { } garbled)
        {
            Warn(column, "Looks as if the file had been saved in a wrong encoding. Send it in UTF-8.", garbled);
        }

        return text;
    }

    /// <summary>As <see cref="Text"/>, and must be there.</summary>
    public string Needed(string column, int longest)
    {
        var text = Text(column, longest);
        if (text is null && !HasFault(column))
        {
            Reject(column, "Must not be empty.", null);
        }

        return text ?? "";
    }

    /// <summary>A name in three languages, all of which must be there or guessed.</summary>
    public GivenName Name(string tk, string ru, string en) =>
        new(new(Needed(tk, MaxNameLength), Needed(ru, MaxNameLength), Needed(en, MaxNameLength)), row.GuessedNames);

    /// <summary>A code or word, without the spaces around it.</summary>
    public string? Code(string column, int longest)
    {
        var code = Value(column)?.Trim();
        if (string.IsNullOrEmpty(code))
        {
            return null;
        }

        if (code.Length > longest)
        {
            Reject(column, $"At most {longest} characters; there are {code.Length}.", code);
        }
        else if (!TextRules.IsPlain(code))
        {
            Reject(column, TextRules.Reason, code);
        }
        else if (code.Any(char.IsWhiteSpace))
        {
            Reject(column, "Must not contain spaces.", code);
        }
        else
        {
            return code;
        }

        return null;
    }

    /// <summary>A number with a decimal point or, as some spreadsheets write it, a decimal comma.</summary>
    public double? Number(string column, double least, double most)
    {
        var text = Value(column)?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (
            double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        Reject(column, string.Create(CultureInfo.InvariantCulture, $"Must be a number from {least} to {most}."), text);
        return null;
    }

    /// <summary>An address on the web.</summary>
    public string? Address(string column)
    {
        var address = Code(column, 300);
        if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ftp"))
        {
            Reject(column, "Must be an address that begins with https://, http:// or ftp://.", address);
        }

        return address;
    }

    public int? Whole(string column, int most)
    {
        if (HasFault(column))
        {
            return null;
        }

        var text = Value(column)?.Trim() ?? "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
        {
            return number;
        }

        Reject(column, $"Must be a whole number from 0 to {most}.", text);
        return null;
    }

    /// <summary>True or false; nothing is false.</summary>
    public bool Flag(string column)
    {
        var word = Code(column, 10);
        if (word is not null && !bool.TryParse(word, out _))
        {
            Reject(column, "Must be true or false.", word);
        }

        return bool.TryParse(word, out var flag) && flag;
    }

    /// <summary>Some of the words of an enumeration, with spaces or commas between.</summary>
    public TEnum[] Several<TEnum>(string column, int most)
        where TEnum : struct, Enum
    {
        var words =
            Value(column)
                ?.ToLowerInvariant()
                .Split([' ', ',', ';', '|', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Distinct()
                .ToList()
            ?? [];
        var values = new List<TEnum>();
        foreach (var word in words)
        {
            if (!Words.TryParse<TEnum>(word, out var value))
            {
                Reject(column, Words.Expected<TEnum>(), word);
                return [];
            }

            values.Add(value!.Value);
        }

        if (values.Count > most)
        {
            Reject(column, $"At most {most}.", null);
        }

        return [.. values];
    }

    private string? Value(string column)
    {
        for (var i = 0; i < shape.Columns.Count; i++)
        {
            if (ReferenceEquals(shape.Columns[i], column))
            {
                return row.Values[i] is not { } value || HasFault(column) ? null : NormalText.Of(value);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(column), column, "Not of this shape.");
    }
}
