using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>
/// The bytes that are signed: each field behind its length, so that no two different records give the same bytes. Every version
/// of the program must write them alike, else old signatures no longer fit.
/// </summary>
internal sealed class SignedFields
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <param name="purpose">What is signed: a signature of one kind of record does not fit another.</param>
    public SignedFields(string purpose) => Add(purpose);

    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    public SignedFields Add(string? text)
    {
        if (text is null)
        {
            AddLength(-1);
            return this;
        }

        AddLength(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
        return this;
    }

    public SignedFields Add(IReadOnlyCollection<string> texts)
    {
        AddLength(texts.Count);
        foreach (var text in texts)
        {
            Add(text);
        }

        return this;
    }

    public SignedFields Add(ReadOnlySpan<byte> value)
    {
        AddLength(value.Length);
        bytes.Write(value);
        return this;
    }

    public SignedFields Add(Guid id) => Add(id.ToByteArray(bigEndian: true));

    public SignedFields Add(Guid? id) => id is { } value ? Add(value) : Add((string?)null);

    public SignedFields Add(long number)
    {
        Span<byte> buffer = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(buffer, number);
        return Add(buffer);
    }

    /// <summary>In microseconds, as the database keeps it.</summary>
    public SignedFields Add(DateTimeOffset at) => Add((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    private void AddLength(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), length);
        bytes.Advance(sizeof(int));
    }
}
