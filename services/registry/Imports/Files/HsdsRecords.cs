using System.Runtime.CompilerServices;
using System.Text.Json;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Files;

/// <summary>The records of an HSDS 3.1 file, one after the other: JSON, but not yet what HSDS demands.</summary>
internal static class HsdsRecords
{
    private const int MaxPageSize = 64 * 1024 * 1024;
    private static readonly string TooLargePage =
        $"A page of more than {MaxPageSize / 1024 / 1024} MiB, which is one value: send its contents as an array.";

    /// <param name="file">From its beginning.</param>
    /// <param name="lineOf">How many rows were made of it so far, to say where it breaks off.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="MalformedFileException">The file cannot be read on: it is not JSON.</exception>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(
        Stream file,
        Func<int> lineOf,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var records = RecordsAsync(file, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(records, lineOf()))
        {
            yield return records.Current;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<JsonElement> records, int line)
    {
        try
        {
            return await records.MoveNextAsync();
        }
        catch (JsonException malformed)
        {
            throw new MalformedFileException($"Not HSDS JSON behind row {line}, at {malformed.Path}.");
        }
    }

    private static async IAsyncEnumerable<JsonElement> RecordsAsync(
        Stream file,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (first, whole) = await LookAsync(file, cancellationToken);
        await using var _ = whole;
        if (first == '{')
        {
            await using var page = new BoundedStream(whole, MaxPageSize, TooLargePage);
            foreach (
                var record in (await JsonSerializer.DeserializeAsync<HsdsFilePage>(page, HsdsPart.Options, cancellationToken))?.Contents
                    ?? throw new MalformedFileException("Neither an array of HSDS records nor a page with contents.")
            )
            {
                yield return record;
            }

            yield break;
        }

        await foreach (var record in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(whole, HsdsPart.Options, cancellationToken))
        {
            yield return record;
        }
    }

    // An array of records can be read one after the other; a page is one value.
    private static async Task<(char First, Stream Whole)> LookAsync(Stream file, CancellationToken cancellationToken)
    {
        var begin = new byte[256];
        var count = await file.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancellationToken);
        var first = begin.AsSpan(0, count).TrimStart("\uFEFF \t\r\n"u8) is [var character, ..] ? (char)character : ' ';
        return (first, new PrecededStream(begin.AsMemory(0, count), file));
    }
}
