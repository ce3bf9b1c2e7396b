using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Attachments;

/// <summary>A small file in the body of a request, whose type its first bytes prove.</summary>
internal sealed record SniffedFile(string MediaType, byte[] Content)
{
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>The types that are taken, and how they begin.</summary>
    private static readonly Dictionary<string, byte[]> Signatures = new()
    {
        ["application/pdf"] = [0x25, 0x50, 0x44, 0x46, 0x2D],
        ["image/png"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
        ["image/jpeg"] = [0xFF, 0xD8, 0xFF],
    };

    /// <returns>The file, or why not: 413 too large, 415 another type, 422 not what its type says.</returns>
    public static async Task<(SniffedFile? File, ProblemHttpResult? Refusal)> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        if (!Signatures.TryGetValue(type, out var signature))
        {
            return (
                null,
                Problems.Of(
                    StatusCodes.Status415UnsupportedMediaType,
                    ProblemTypes.Of("unsupported-media-type"),
                    $"Send one of {string.Join(", ", Signatures.Keys)}.",
                    field: "Content-Type"
                )
            );
        }

        // Read to its end, also when it is too large: who is cut off while sending hears no reason.
        var isTooLarge = false;
        using var content = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, cancellationToken)) > 0; )
        {
            isTooLarge |= content.Length + read > MaxBytes;
            if (!isTooLarge)
            {
                content.Write(part, 0, read);
            }
        }

        if (isTooLarge)
        {
            return (null, TooLarge);
        }

        var bytes = content.ToArray();
        return bytes.AsSpan().StartsWith(signature)
            ? (new SniffedFile(type, bytes), null)
            : (null, Problems.Invalid("Content-Type", $"The file is not {type}: it begins otherwise."));
    }

    private static ProblemHttpResult TooLarge =>
        Problems.Of(
            StatusCodes.Status413PayloadTooLarge,
            ProblemTypes.Of("too-large"),
            $"The file has more than {MaxBytes / 1024 / 1024} MiB.",
            "Nothing was saved. Make it smaller or split it."
        );
}

internal static class FileEndpoint
{
    /// <summary>The body is a <see cref="SniffedFile"/>: its limit, its types, and what is refused.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint) =>
        endpoint
            .WithMetadata(new RequestSizeLimitAttribute(SniffedFile.MaxBytes + (2 * 1024 * 1024)))
            .Accepts<Stream>("application/pdf", "image/png", "image/jpeg")
            .Refuses(
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status422UnprocessableEntity
            );

    /// <summary>The answer is such a file.</summary>
    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<Stream>(StatusCodes.Status200OK, "application/pdf", "image/png", "image/jpeg");
}
