using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>Thousands of new rows at once by PostgreSQL's COPY, mapped as EF maps them.</summary>
public static class BulkInsert
{
    /// <summary>
    /// Inserts rows of one type in the open transaction, in the order given. The context does not track them, and what the
    /// database generates is not read back.
    /// </summary>
    public static async Task InsertAsync<TEntity>(this DbContext db, IReadOnlyCollection<TEntity> rows, CancellationToken cancellationToken)
        where TEntity : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var type = db.Model.FindEntityType(typeof(TEntity))!;
        var columns = ColumnsOf(type, StoreObjectIdentifier.Table(type.GetTableName()!), []).ToList();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {type.GetTableName()} ({string.Join(", ", columns.Select(column => column.Name))}) from stdin (format binary)",
            cancellationToken
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var column in columns)
            {
                if (column.ValueOf(row) is { } value)
                {
                    await copy.WriteAsync(value, column.StoreType, cancellationToken);
                }
                else
                {
                    await copy.WriteNullAsync(cancellationToken);
                }
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    // Keys that the database counts, versions, times of modification and generated columns are left to the database.
    private static IEnumerable<Column> ColumnsOf(ITypeBase type, StoreObjectIdentifier table, IReadOnlyList<IComplexProperty> path)
    {
        foreach (var property in type.GetDeclaredProperties().Where(IsWritten))
        {
            var mapping = property.GetRelationalTypeMapping();
            var convert = mapping.Converter?.ConvertToProvider;
            yield return new Column(
                property.GetColumnName(table)!,
                mapping.StoreTypeNameBase,
                row =>
                {
                    var value = path.Append<IPropertyBase>(property)
                        .Aggregate<IPropertyBase, object?>(row, (owner, part) => owner is null ? null : part.PropertyInfo!.GetValue(owner));
                    return value is null || convert is null ? value : convert(value);
                }
            );
        }

        foreach (
            var column in type.GetDeclaredComplexProperties()
                .SelectMany(complex => ColumnsOf(complex.ComplexType, table, [.. path, complex]))
        )
        {
            yield return column;
        }
    }

    private static bool IsWritten(IProperty property) =>
        property.ValueGenerated switch
        {
            ValueGenerated.Never => true,
            ValueGenerated.OnAdd => property.GetDefaultValueSql() is null
                && property.GetValueGenerationStrategy() is NpgsqlValueGenerationStrategy.None,
            _ => false,
        };

    private sealed record Column(string Name, string StoreType, Func<object, object?> ValueOf);
}
