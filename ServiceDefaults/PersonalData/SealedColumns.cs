using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace SocialServices.ServiceDefaults.PersonalData;

/// <summary>Columns that hold envelopes, and the change of the key-encryption key (<c>--rotate-keys</c>).</summary>
public static class SealedColumns
{
    private const string Annotation = "SocialServices:Sealed";

    /// <summary>The column holds envelopes sealed for the row's primary key, a UUID, and for the property's name.</summary>
    /// <param name="property">The column.</param>
    /// <param name="owner">The UUID property that they are sealed for, where that is not the primary key; unique.</param>
    public static PropertyBuilder<TProperty> IsSealed<TProperty>(this PropertyBuilder<TProperty> property, string? owner = null) =>
        property.HasAnnotation(Annotation, owner ?? "");

    /// <summary>Does the column hold envelopes?</summary>
    public static bool IsSealed(this IReadOnlyProperty property) => property.FindAnnotation(Annotation) is not null;

    /// <summary>Seals every data key under the active key-encryption key. Safe while the service runs; can be repeated.</summary>
    /// <returns>How many envelopes were sealed anew.</returns>
    internal static async Task<int> RotateAsync(
        DbContext db,
        NpgsqlDataSource database,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        var rotated = 0;
        foreach (var entity in db.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                if (property.FindAnnotation(Annotation) is { Value: string owner })
                {
                    var id = owner is "" ? entity.FindPrimaryKey()!.Properties.Single() : entity.GetProperty(owner);
                    rotated += await RotateAsync(
                        database,
                        envelope,
                        entity.GetTableName()!,
                        id.GetColumnName(),
                        property.GetColumnName(),
                        property.Name,
                        cancellationToken
                    );
                }
            }
        }

        return rotated;
    }

    private static async Task<int> RotateAsync(
        NpgsqlDataSource database,
        Envelope envelope,
        string table,
        string id,
        string column,
        string purpose,
        CancellationToken cancellationToken
    )
    {
        var rotated = 0;
        await using var select = database.CreateCommand($"select {id}, {column} from {table} where {column} is not null");
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (owner, old) = (reader.GetGuid(0), reader.GetFieldValue<byte[]>(1));
            var rewrapped = envelope.Rewrap(old, owner, purpose);
            if (ReferenceEquals(rewrapped, old))
            {
                continue;
            }

            // The row may have changed meanwhile: then it is already under the active key.
            await using var update = database.CreateCommand($"update {table} set {column} = $1 where {id} = $2 and {column} = $3");
            update.Parameters.Add(new NpgsqlParameter { Value = rewrapped });
            update.Parameters.Add(new NpgsqlParameter { Value = owner });
            update.Parameters.Add(new NpgsqlParameter { Value = old });
            rotated += await update.ExecuteNonQueryAsync(cancellationToken);
        }

        return rotated;
    }
}
