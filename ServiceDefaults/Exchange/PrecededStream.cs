namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>A stream of which the beginning has already been read.</summary>
public sealed class PrecededStream(ReadOnlyMemory<byte> begin, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> begin = begin;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (begin.IsEmpty)
        {
            return rest.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, begin.Length);
        begin[..count].CopyTo(buffer);
        begin = begin[count..];
        return ValueTask.FromResult(count);
    }
}
