using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>Tables, columns, keys and indexes in snake_case, as PostgreSQL people write them.</summary>
internal static class SnakeCase
{
    public static void UseSnakeCase(this ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.GetViewName() is { } view)
            {
                NameColumns(entity, StoreObjectIdentifier.View(view, entity.GetViewSchema()));
                continue;
            }

            if (entity.GetTableName() is not { } table)
            {
                continue;
            }

            entity.SetTableName(Of(table));
            NameColumns(entity, StoreObjectIdentifier.Table(Of(table), entity.GetSchema()));
        }

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            NameConstraints(entity);
        }
    }

    private static void NameColumns(IMutableTypeBase type, StoreObjectIdentifier table)
    {
        foreach (var property in type.GetDeclaredProperties())
        {
            var isRowVersion = property is { IsConcurrencyToken: true } && property.ClrType == typeof(uint); // Npgsql maps it to xmin
            if (!isRowVersion && property.GetColumnName(table) is { } column)
            {
                property.SetColumnName(Of(column));
            }
        }

        foreach (var complex in type.GetDeclaredComplexProperties())
        {
            NameColumns(complex.ComplexType, table);
        }
    }

    private static void NameConstraints(IMutableEntityType entity)
    {
        foreach (var key in entity.GetKeys())
        {
            key.SetName(key.GetName() is { } name ? Of(name) : null);
        }

        foreach (var foreignKey in entity.GetForeignKeys())
        {
            foreignKey.SetConstraintName(foreignKey.GetConstraintName() is { } name ? Of(name) : null);
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName(index.GetDatabaseName() is { } name ? Of(name) : null);
        }
    }

    // Existing underscores ("PK_OutboxEvents", "Name_Tk" of a complex type) must not double.
    private static string Of(string name) => string.Join('_', name.Split('_').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
