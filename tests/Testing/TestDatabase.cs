using Npgsql;

namespace SocialServices.Testing;

/// <summary>An empty database of its own, removed afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string name;

    private TestDatabase(string name) => this.name = name;

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(TestServers.Postgres)
        {
            Database = name,
            MaxPoolSize = 30,
            IncludeErrorDetail = true,
        }.ConnectionString;

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase($"test_{Guid.CreateVersion7():n}");
        await ExecuteAsync($"create database {database.name}");
        return database;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"drop database if exists {name} with (force)");

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(TestServers.Postgres) { Database = "postgres", Pooling = false }
        );
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
