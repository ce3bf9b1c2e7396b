namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>A stream that must not have more bytes than can be held in memory at once.</summary>
/// <param name="rest">What is read.</param>
/// <param name="most">Bytes.</param>
/// <param name="reason">What the sender is told otherwise.</param>
public sealed class BoundedStream(Stream rest, long most, string reason) : ForwardStream
{
    private long left = most;

    /// <exception cref="MalformedFileException">There are more.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await rest.ReadAsync(buffer, cancellationToken);
        left -= count;
        return left >= 0 ? count : throw new MalformedFileException(reason);
    }
}
