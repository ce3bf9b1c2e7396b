using System.Data;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Hsds;

/// <summary>Answers that are written as they are read: the memory does not grow with the register.</summary>
internal static class HsdsStream
{
    /// <summary>A file of one moment, however long it takes: records and what they name agree.</summary>
    public static PushStreamHttpResult Of(
        string fileName,
        RegistryDb db,
        HttpContext http,
        Func<Stream, HsdsDirectory, CancellationToken, Task> writeAsync
    ) =>
        TypedResults.Stream(
            async body =>
            {
                await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
                await using var output = new BufferedStream(body, 64 * 1024);
                await writeAsync(output, await HsdsDirectory.OpenAsync(db, http.Request, http.RequestAborted), http.RequestAborted);
            },
            "application/json; charset=utf-8",
            fileName
        );

    public static async Task WriteArrayAsync<TRecord, TSaid>(
        this Stream output,
        IQueryable<TRecord> records,
        Func<TRecord, TSaid> say,
        JsonSerializerOptions json,
        CancellationToken cancellationToken
    )
    {
        var separator = "["u8.ToArray();
        await foreach (var record in records.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await output.WriteAsync(separator, cancellationToken);
            await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(say(record), json), cancellationToken);
            separator = ",\n"u8.ToArray();
        }

        await output.WriteAsync(separator is [(byte)'['] ? "[]"u8.ToArray() : "]"u8.ToArray(), cancellationToken);
    }
}
