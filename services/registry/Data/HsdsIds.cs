using System.Security.Cryptography;
using System.Text;

namespace SocialServices.Registry.Data;

/// <summary>
/// HSDS wants a UUID for everything; the register knows organizations, service types and needs by code. Their UUIDs are
/// version 5 (RFC 9562 5.5), so that every copy of the register gives the same: SHA-1 of our namespace and a name.
/// </summary>
/// <remarks>
/// Names: <c>organization/{code}</c>, <c>service/{organization}/{service type}</c>, <c>location/{site}</c>, <c>address/{site}</c>,
/// <c>capacity/{site}</c>, <c>unit/people</c>, <c>taxonomy/{code}</c>, <c>taxonomy-term/{taxonomy}/{code}</c>, <c>attribute/{record}/{what}</c>,
/// <c>schedule/…</c>, <c>language/…</c>, <c>accessibility/…</c>, <c>contact/…</c>, <c>phone/…</c>, <c>funding/{site}/{what}</c>.
/// Of an organization's offices: <c>contact/{organization}/{number}</c>, <c>phone/…</c>, <c>location/…</c>, <c>address/…</c>, <c>registration/{organization}</c>, <c>attribute/organization/{organization}/{what}</c>.
/// A service at a location has the id of its site.
/// </remarks>
internal static class HsdsIds
{
    private const string Namespace = "997db795-6532-5c8c-b209-85e8950b6271"; // version 5 of the URL urn:socialservices:registry:hsds
    private const int Version5 = 0x50;
    private const int VariantRfc = 0x80;
    private static readonly byte[] NamespaceBytes = Guid.Parse(Namespace).ToByteArray(bigEndian: true);

    /// <summary>The same in the database.</summary>
    /// <param name="name">SQL of the name.</param>
    public static string Sql(string name) => $"uuid_generate_v5('{Namespace}', {name})";

    public static Guid Of(string name)
    {
#pragma warning disable CA5350 // what version 5 is made of; nothing is kept secret by it
        var bytes = SHA1.HashData([.. NamespaceBytes, .. Encoding.UTF8.GetBytes(name)])[..16];
#pragma warning restore CA5350
        bytes[6] = (byte)((bytes[6] & 0x0f) | Version5);
        bytes[8] = (byte)((bytes[8] & 0x3f) | VariantRfc);
        return new Guid(bytes, bigEndian: true);
    }
}
