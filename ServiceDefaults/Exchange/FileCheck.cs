using System.Text;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Is a file what its Content-Type says? Told from its bytes. Nothing is ever unpacked, so that nothing can blow up.</summary>
public static class FileCheck
{
    private const int Looked = 512;

    private static readonly (byte[] Begin, string What)[] Others =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or a spreadsheet (xlsx, ods)"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
        ([0x1F, 0x8B], "compressed with gzip"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file (xls, doc)"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF"),
        ([0x42, 0x5A, 0x68], "compressed with bzip2"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
        ([0x52, 0x61, 0x72, 0x21], "a RAR archive"),
        ([0x7B, 0x5C, 0x72, 0x74, 0x66], "RTF"),
        ([0xFF, 0xFE], "text in UTF-16"),
        ([0xFE, 0xFF], "text in UTF-16"),
    ];

    /// <param name="begin">The first bytes of the file.</param>
    /// <param name="isJson">It is said to be JSON, else CSV.</param>
    /// <returns>What it is instead; null when nothing speaks against it.</returns>
    public static string? FindDisguise(ReadOnlySpan<byte> begin, bool isJson)
    {
        foreach (var (magic, what) in Others)
        {
            if (begin.StartsWith(magic))
            {
                return what;
            }
        }

        var firstLine = begin[..Math.Min(begin.Length, Looked)];
        firstLine = firstLine.IndexOf((byte)'\n') is >= 0 and var end ? firstLine[..end] : firstLine; // in the others a NUL is one row's fault
        if (firstLine.Contains((byte)0))
        {
            return "a binary file or text in UTF-16";
        }

        var text = begin.StartsWith(Encoding.UTF8.Preamble) ? begin[3..] : begin;
        var first = text.TrimStart(" \t\r\n"u8) is [var character, ..] ? (char)character : ' ';
        return (first, isJson) switch
        {
            ('<', _) => "HTML or XML",
            ('{' or '[', false) => "JSON",
            (not ('{' or '['), true) => "not JSON",
            _ => null,
        };
    }
}
