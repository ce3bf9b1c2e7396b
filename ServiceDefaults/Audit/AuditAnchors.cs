using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>The head of the chain as it was at a time, signed and kept outside the database: a chain that was cut off behind it no longer fits.</summary>
/// <param name="Service">Whose chain.</param>
/// <param name="Sequence">Of the last link.</param>
/// <param name="Hash">Of the last link, in hexadecimal.</param>
/// <param name="At">When it was anchored.</param>
/// <param name="KeyId">Which key signed it.</param>
/// <param name="Signature">HMAC over all of the above, in hexadecimal.</param>
internal sealed record AuditAnchor(string Service, long Sequence, string Hash, DateTimeOffset At, string KeyId, string Signature)
{
    public static AuditAnchor Of(string service, AuditHead head, DateTimeOffset at, AuditKeys keys)
    {
        var hash = Convert.ToHexStringLower(head.Hash);
        var signature = keys.Sign(Content(service, head.Sequence, hash, at));
        return new AuditAnchor(service, head.Sequence, hash, at, keys.ActiveId, Convert.ToHexStringLower(signature));
    }

    public bool IsSigned(AuditKeys keys) =>
        Signature.Length % 2 == 0
        && Signature.All(char.IsAsciiHexDigit)
        && keys.Fits(KeyId, Content(Service, Sequence, Hash, At), Convert.FromHexString(Signature));

    private static SignedFields Content(string service, long sequence, string hash, DateTimeOffset at) =>
        new SignedFields("anchor").Add(service).Add(sequence).Add(hash).Add(at);
}

/// <summary>
/// The anchors of this service: a line of JSON each, in a file a month, in <see cref="AuditOptions.AnchorDirectory"/>. Lines are
/// only ever added. Only the replica that keeps the chain writes.
/// </summary>
internal sealed class AuditAnchors(IOptions<AuditOptions> options, ServiceIdentity service)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private string Folder => options.Value.AnchorDirectory;

    /// <exception cref="IOException">Or another: the folder cannot be written to.</exception>
    public void Prepare(DateTimeOffset now)
    {
        Directory.CreateDirectory(Folder);
        using var file = Open(now);
    }

    /// <returns>The line that was written.</returns>
    public async Task<string> AppendAsync(AuditAnchor anchor, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.Serialize(anchor, Json.Options);
        await using var file = Open(anchor.At);
        await file.WriteAsync(Utf8.GetBytes(line + "\n"), cancellationToken);
        file.Flush(flushToDisk: true);
        return line;
    }

    /// <summary>All anchors of this service, oldest file first; null for a line that is not one.</summary>
    public IEnumerable<(string Place, AuditAnchor? Anchor)> Read()
    {
        if (!Directory.Exists(Folder))
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(Folder, $"{service.Name}-*.anchors").Order(StringComparer.Ordinal))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                yield return ($"{Path.GetFileName(file)}:{++number}", Parse(line));
            }
        }
    }

    private static AuditAnchor? Parse(string line)
    {
        try
        {
            return
                JsonSerializer.Deserialize<AuditAnchor>(line, Json.Options)
                    is { Service: not null, Hash: not null, KeyId: not null, Signature: not null } anchor
                ? anchor
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private FileStream Open(DateTimeOffset now)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.Read,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{service.Name}-{now.UtcDateTime:yyyy-MM}.anchors");
        return new FileStream(Path.Combine(Folder, name), options);
    }
}
