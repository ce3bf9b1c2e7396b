using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialServices.Registry.Imports.Files;

/// <summary>The services of an HSDS 3.1 file, one after the other.</summary>
internal static class HsdsServices
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowReadingFromString };

    /// <param name="file">From its beginning.</param>
    /// <param name="lineOf">How many rows were made of it so far, to say where it breaks off.</param>
    /// <param name="cancellationToken">Stops between two services.</param>
    /// <exception cref="MalformedFileException">The file cannot be read on.</exception>
    public static async IAsyncEnumerable<HsdsFileService> ReadAsync(Stream file, Func<int> lineOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var services = ServicesAsync(file, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(services, lineOf()))
        {
            yield return services.Current;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<HsdsFileService> services, int line)
    {
        try
        {
            return await services.MoveNextAsync();
        }
        catch (JsonException malformed)
        {
            throw new MalformedFileException($"Not HSDS JSON behind row {line}, at {malformed.Path}.");
        }
    }

    private static async IAsyncEnumerable<HsdsFileService> ServicesAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, whole) = await LookAsync(file, cancellationToken);
        await using var _ = whole;
        if (first == '{')
        {
            foreach (var service in (await JsonSerializer.DeserializeAsync<HsdsFilePage>(whole, Options, cancellationToken))?.Contents ?? [])
            {
                yield return service ?? throw new MalformedFileException("The list contains null.");
            }

            yield break;
        }

        await foreach (var service in JsonSerializer.DeserializeAsyncEnumerable<HsdsFileService>(whole, Options, cancellationToken))
        {
            yield return service ?? throw new MalformedFileException("The list contains null.");
        }
    }

    // An array of services can be read one after the other; a page is one value.
    private static async Task<(char First, Stream Whole)> LookAsync(Stream file, CancellationToken cancellationToken)
    {
        var begin = new byte[256];
        var count = await file.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancellationToken);
        var first = begin.AsSpan(0, count).TrimStart("\uFEFF \t\r\n"u8) is [var character, ..] ? (char)character : ' ';
        return (first, new PrecededStream(begin.AsMemory(0, count), file));
    }
}
