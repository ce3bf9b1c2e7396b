using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace SocialServices.Reporting.OpenPeriod;

/// <summary>
/// Rounds a count to a multiple of 5, up or down by chance: the nearer, the likelier. Chance is a keyed hash of those who are counted, so
/// the same people give the same number wherever and however often one asks, and asking again does not average it away.
/// </summary>
internal sealed class Rounding(IOptions<RoundingOptions> options)
{
    public const int Base = 5;

    private readonly byte[] key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes(options.Value.Key),
        32,
        info: "reporting rounding"u8.ToArray()
    );

    public RoundedSet Begin() => new(IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));
}

/// <summary>A set that is counted, in the order of its ids.</summary>
internal sealed class RoundedSet(IncrementalHash hash)
{
    private string? last;
    private long count;

    /// <param name="id">Not before the one given last; the same again counts once.</param>
    public void Add(string id)
    {
        if (id != last)
        {
            (last, count) = (id, count + 1);
            hash.AppendData(Encoding.UTF8.GetBytes(id + "\n"));
        }
    }

    public long Value()
    {
        using (hash)
        {
            var (rest, chance) = (count % Rounding.Base, BinaryPrimitives.ReadUInt64BigEndian(hash.GetHashAndReset()));
            return count - rest + (chance / (ulong.MaxValue / Rounding.Base) < (ulong)rest ? Rounding.Base : 0);
        }
    }
}
