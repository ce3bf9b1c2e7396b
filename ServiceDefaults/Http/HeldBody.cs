using Microsoft.AspNetCore.Http;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>
/// A body that is held back until it is whole, so that its entity tag can stand before it: one in JSON that succeeds and is not a file.
/// All others, such as exports that are written as they are read, go straight on.
/// </summary>
internal sealed class HeldBody(HttpResponse response, Stream rest) : Stream
{
    private MemoryStream? held;
    private bool decided;

    /// <summary>Null when the answer was not held back.</summary>
    public ReadOnlyMemory<byte>? Held =>
        held is { } whole ? whole.GetBuffer().AsMemory(0, (int)whole.Length) : default(ReadOnlyMemory<byte>?);

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private Stream Target
    {
        get
        {
            if (!decided)
            {
                decided = true;
                held = IsHeld() ? new MemoryStream() : null;
            }

            return held ?? rest;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Target.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Target.WriteAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        decided ? Target.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => Target.Write(buffer, offset, count);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        held?.Dispose();
        base.Dispose(disposing);
    }

    // Of writes only the answers about one record that has a version: then its tag is the same as that of the next read.
    private bool IsHeld() =>
        response.StatusCode is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices
        && (TaggedAnswers.IsRead(response.HttpContext.Request) || response.Headers.ETag.Count > 0)
        && response.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) is true
        && response.Headers.ContentDisposition.Count == 0;
}
