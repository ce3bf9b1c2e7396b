using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.ServiceDefaults.Data;
using Xunit;

namespace SocialServices.Testing;

/// <summary>Migrations are written by hand: they must lead to what EF's model would create.</summary>
public static class ModelMatch
{
    // A table that the model no longer has, but the version that may still run: the migration says so in a comment on it.
    private const string Kept =
        "coalesce(obj_description(to_regclass(format('%I.%I', c.table_schema, c.table_name)), 'pg_class'), '') like 'Kept for the version before%'";
    private const string KeptClass = "coalesce(obj_description(t.oid, 'pg_class'), '') like 'Kept for the version before%'";

    private const string Shape = $$"""
        select 'column ' || c.table_name || '.' || c.column_name || ' ' || c.udt_name
               || coalesce('(' || c.character_maximum_length || ')', '') || coalesce('(' || c.numeric_precision || ',' || c.numeric_scale || ')', '')
               || case c.is_nullable when 'NO' then ' not null' else '' end
        from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> '__EFMigrationsHistory' and not {{Kept}} and c.is_generated = 'NEVER'
        union all
        select 'index ' || regexp_replace(pg_get_indexdef(i.indexrelid), ' (INCLUDE|WITH) .*', '') from pg_index i
        join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_namespace n on n.oid = t.relnamespace
        where n.nspname = 'public' and t.relname <> '__EFMigrationsHistory' and not {{KeptClass}} and not x.relname like 'sql\_%'
        union all
        select 'constraint ' || t.relname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k
        join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
        where n.nspname = 'public' and k.contype in ('p', 'u', 'f') and t.relname <> '__EFMigrationsHistory' and not {{KeptClass}}
        """;

    /// <summary>
    /// Columns, keys, foreign keys and indexes. What EF cannot express stands only in SQL: check constraints, triggers, functions,
    /// generated columns, and indexes whose name begins with <c>sql_</c>. The table <c>audit</c> is kept for the version before.
    /// </summary>
    public static async Task AssertAsync<TDb>()
        where TDb : ServiceDbContext
    {
        await using var migrated = await TestDatabase.CreateAsync();
        await using var created = await TestDatabase.CreateAsync();
        await Migrations.ApplyAsync(Options<TDb>(migrated));
        await using (var db = Migrations.Open(Options<TDb>(created)))
        {
            await db.Database.EnsureCreatedAsync();
        }

        var (byHand, byModel) = (await ReadAsync(migrated), await ReadAsync(created));
        Assert.True(
            byHand.SetEquals(byModel),
            $"Only in the migrations:\n{string.Join('\n', byHand.Except(byModel).Order())}\nOnly in the model:\n{string.Join('\n', byModel.Except(byHand).Order())}"
        );
    }

    private static DbContextOptions<TDb> Options<TDb>(TestDatabase database)
        where TDb : ServiceDbContext => new DbContextOptionsBuilder<TDb>().UseNpgsql(database.ConnectionString).Options;

    private static async Task<HashSet<string>> ReadAsync(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(Shape);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new HashSet<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
