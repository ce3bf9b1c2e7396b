using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Imports.Rows;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Takes a file in, piece by piece into the database: the memory does not grow with it.</summary>
internal sealed class Upload(RegistryDb db)
{
    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the chunks in the open transaction and notes size and hash.</summary>
    /// <returns>Null, or why the file is refused: then the transaction must be rolled back.</returns>
    /// <exception cref="BadHttpRequestException">413: larger than the endpoint allows.</exception>
    public async Task<Refusal?> ReceiveAsync(Import import, Stream body, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (decoder, buffer) = (Strict.GetDecoder(), new byte[ImportChunk.Size]);
        for (var number = 0; ; number++)
        {
            var count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (number == 0 && await RefuseAsync(import, buffer.AsMemory(0, count), cancellationToken) is { } refusal)
            {
                return refusal;
            }

            if (!IsText(decoder, buffer.AsSpan(0, count), isLast: count < buffer.Length))
            {
                return new Refusal(
                    StatusCodes.Status422UnprocessableEntity,
                    new() { ["file"] = [$"Not text in UTF-8, somewhere after byte {import.Bytes}. In Excel: save as \"CSV UTF-8\"."] }
                );
            }

            if (count > 0)
            {
                hash.AppendData(buffer, 0, count);
                import.Bytes += count;
                var content = buffer.AsSpan(0, count).ToArray();
                await db.Database.ExecuteSqlAsync(
                    $"insert into import_chunks (import_id, number, content) values ({import.Id}, {number}, {content})",
                    cancellationToken
                );
            }

            if (count < buffer.Length)
            {
                import.Hash = hash.GetHashAndReset();
                return null;
            }
        }
    }

    private static async Task<Refusal?> RefuseAsync(Import import, ReadOnlyMemory<byte> begin, CancellationToken cancellationToken)
    {
        if (begin.IsEmpty)
        {
            return new Refusal(StatusCodes.Status422UnprocessableEntity, new() { ["file"] = ["The file is empty."] });
        }

        if (FileCheck.FindDisguise(begin.Span, import.Format) is { } disguise)
        {
            return new Refusal(
                StatusCodes.Status415UnsupportedMediaType,
                new() { ["file"] = [$"The file is {disguise}; it must be {Expected(import.Format)}."] }
            );
        }

        if (import.Format is not FileFormat.Csv)
        {
            return null;
        }

        var errors = await CsvRows.FindHeaderErrorsAsync(
            new MemoryStream(begin.ToArray(), writable: false),
            Shapes.Of(import.Kind),
            cancellationToken
        );
        return errors.Count == 0 ? null : new Refusal(StatusCodes.Status422UnprocessableEntity, errors);
    }

    private static bool IsText(Decoder decoder, ReadOnlySpan<byte> bytes, bool isLast)
    {
        try
        {
            var characters = new char[4096];
            while (true)
            {
                decoder.Convert(bytes, characters, isLast, out var used, out _, out var completed);
                bytes = bytes[used..];
                if (completed)
                {
                    return true;
                }
            }
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Expected(FileFormat format) => format is FileFormat.Csv ? "CSV in UTF-8" : "JSON in UTF-8";

    /// <summary>Why a file is not taken.</summary>
    internal sealed record Refusal(int Status, Dictionary<string, string[]> Errors);
}
