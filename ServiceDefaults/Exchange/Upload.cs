using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Takes a file in, piece by piece into the database: the memory does not grow with it.</summary>
public sealed class Upload(ServiceDbContext db)
{
    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the chunks in the open transaction and notes size and hash.</summary>
    /// <param name="import">Not saved yet under its hash.</param>
    /// <param name="body">The file.</param>
    /// <param name="shape">The columns of a CSV file; null when the file is JSON.</param>
    /// <param name="cancellationToken">The caller has gone, or the upload takes too long.</param>
    /// <returns>Null, or why the file is refused: then the transaction must be rolled back.</returns>
    /// <exception cref="BadHttpRequestException">413: larger than the endpoint allows.</exception>
    public async Task<Refusal?> ReceiveAsync(FileImport import, Stream body, RowShape? shape, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (decoder, buffer) = (Strict.GetDecoder(), new byte[ImportChunk.Size]);
        for (var number = 0; ; number++)
        {
            var count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (number == 0 && await RefuseAsync(shape, buffer.AsMemory(0, count), cancellationToken) is { } refusal)
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

    private static async Task<Refusal?> RefuseAsync(RowShape? shape, ReadOnlyMemory<byte> begin, CancellationToken cancellationToken)
    {
        if (begin.IsEmpty)
        {
            return new Refusal(StatusCodes.Status422UnprocessableEntity, new() { ["file"] = ["The file is empty."] });
        }

        if (FileCheck.FindDisguise(begin.Span, isJson: shape is null) is { } disguise)
        {
            return new Refusal(
                StatusCodes.Status415UnsupportedMediaType,
                new() { ["file"] = [$"The file is {disguise}; it must be {(shape is null ? "JSON in UTF-8" : "CSV in UTF-8")}."] }
            );
        }

        if (shape is null)
        {
            return null;
        }

        var errors = await CsvRows.FindHeaderErrorsAsync(new MemoryStream(begin.ToArray(), writable: false), shape, cancellationToken);
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

    /// <summary>Why a file is not taken.</summary>
    public sealed record Refusal(int Status, Dictionary<string, string[]> Errors);
}
