using Npgsql;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>Entries as the keeper and the verification read them: many, in order, and without EF.</summary>
internal static class AuditRows
{
    /// <summary>For <c>select … from audit_entries e</c>, in the order in which <see cref="ReadEntry"/> expects them.</summary>
    public const string Columns =
        "e.id, e.at, e.person, e.client, e.organization, e.assurance, e.purpose, e.token_id, e.action, e.record_kind, e.record_ids, e.outcome, "
        + "e.detail, e.key_id, e.signature";

    /// <returns>Null when the columns are empty: an outer join that found no entry.</returns>
    public static SignedEntry? ReadEntry(this NpgsqlDataReader reader, int from)
    {
        if (reader.IsDBNull(from))
        {
            return null;
        }

        var id = reader.GetGuid(from);
        var content = new SignedFields(SignedContent.OfEntry)
            .Add(id)
            .Add(reader.GetFieldValue<DateTimeOffset>(from + 1))
            .Add(reader.IsDBNull(from + 2) ? null : reader.GetGuid(from + 2));
        for (var text = from + 3; text < from + 10; text++)
        {
            content.Add(reader.TextOrNull(text));
        }

        content.Add(reader.GetFieldValue<string[]>(from + 10)).Add(reader.GetString(from + 11)).Add(reader.TextOrNull(from + 12));
        return new SignedEntry(id, reader.GetString(from + 13), content, reader.GetFieldValue<byte[]>(from + 14));
    }

    private static string? TextOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <summary>An entry as it stands in the database, to be checked.</summary>
internal sealed record SignedEntry(Guid Id, string KeyId, SignedFields Content, byte[] Signature)
{
    public bool IsSigned(AuditKeys keys) => keys.Fits(KeyId, Content, Signature);
}
