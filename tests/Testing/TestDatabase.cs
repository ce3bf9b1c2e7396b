using Npgsql;

namespace SocialServices.Testing;

/// <summary>An empty database of its own, removed afterwards, with a folder for the anchors of its audit log.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>The role as which every service under test runs. It owns nothing.</summary>
    public const string ServiceRole = "socialservices_test";

    private static readonly Lazy<Task> ServiceRoleExists = new(CreateServiceRoleAsync);

    private readonly string name;

    private TestDatabase(string name) => this.name = name;

    /// <summary>As the owner: for migrations, and for what a test does behind the service's back.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(TestServers.Postgres)
        {
            Database = name,
            MaxPoolSize = 30,
            IncludeErrorDetail = true,
        }.ConnectionString;

    /// <summary>As the service: it may use the tables, and only add to the audit log.</summary>
    public string ServiceConnectionString => AsService(ConnectionString);

    public static string AsService(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = ServiceRole, Password = Password }.ConnectionString;

    /// <summary>Where the service with this database writes the anchors of its audit log.</summary>
    public static string AnchorsOf(string connectionString) =>
        Path.Combine(Path.GetTempPath(), "socialservices-anchors", new NpgsqlConnectionStringBuilder(connectionString).Database!);

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase($"test_{Guid.CreateVersion7():n}");
        await ServiceRoleExists.Value;
        await ExecuteAsync($"create database {database.name}");
        await ExecuteAsync($"revoke temporary on database {database.name} from public"); // as in production
        return database;
    }

    /// <summary>The same once more, with the anchors of its audit log. Nobody may be connected to it.</summary>
    public async Task<TestDatabase> CopyAsync()
    {
        var copy = new TestDatabase($"test_{Guid.CreateVersion7():n}");
        await ExecuteAsync($"create database {copy.name} template {name}");
        Directory.CreateDirectory(AnchorsOf(copy.ConnectionString));
        foreach (var file in Directory.EnumerateFiles(AnchorsOf(ConnectionString)))
        {
            File.Copy(file, Path.Combine(AnchorsOf(copy.ConnectionString), Path.GetFileName(file)));
        }

        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"drop database if exists {name} with (force)");
        if (Directory.Exists(AnchorsOf(ConnectionString)))
        {
            Directory.Delete(AnchorsOf(ConnectionString), recursive: true);
        }
    }

    private static string Password => new NpgsqlConnectionStringBuilder(TestServers.Postgres).Password ?? ServiceRole;

    // Suites that run at the same time share the server: the first one creates the role.
    private static Task CreateServiceRoleAsync() =>
        ExecuteAsync(
            $"""
            do $$ begin
                create role {ServiceRole} login password '{Password}';
            exception when duplicate_object or unique_violation then
                null;
            end $$
            """
        );

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(TestServers.Postgres) { Database = "postgres", Pooling = false }
        );
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
