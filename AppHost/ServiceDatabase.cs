using Npgsql;

namespace SocialServices.AppHost;

/// <summary>
/// A database with two roles: one owns and migrates it; the service runs as the other, which owns nothing, so that it can add to its
/// audit log and not change it. Neither opens another service's database. It has no process: it runs once the server is ready
/// and it exists.
/// </summary>
internal sealed class ServiceDatabase(
    string name,
    string role,
    ParameterResource password,
    ParameterResource ownerPassword,
    IResourceWithConnectionString server,
    EndpointReference endpoint
) : Resource(name), IResourceWithParent<IResourceWithConnectionString>, IResourceWithConnectionString
{
    private readonly string _owner = $"{role}_owner";

    public IResourceWithConnectionString Parent { get; } = server;

    public ReferenceExpression ConnectionStringExpression { get; } =
        ReferenceExpression.Create(
            $"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)};Username={role};Password={password};Database={name}"
        );

    /// <summary>For migrations only.</summary>
    public ReferenceExpression OwnerConnectionStringExpression { get; } =
        ReferenceExpression.Create(
            $"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)};Username={role}_owner;Password={ownerPassword};Database={name}"
        );

    /// <summary>Creates the roles and the database unless they are there. Only the roles, and the server's superuser, may connect to it.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var administrator = await Parent.GetConnectionStringAsync(cancellationToken);
        await using var connection = new NpgsqlConnection($"{administrator};Database=postgres;Pooling=false;Timeout=5");
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync("SELECT pg_advisory_lock(1)"); // of two services at once, PostgreSQL refuses one
        await ExecuteAsync(
            $"""
            DO $do$ BEGIN CREATE ROLE "{role}" LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $do$;
            DO $do$ BEGIN CREATE ROLE "{_owner}" LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $do$;
            ALTER ROLE "{role}" PASSWORD '{await password.GetValueAsync(cancellationToken)}';
            ALTER ROLE "{_owner}" PASSWORD '{await ownerPassword.GetValueAsync(cancellationToken)}';
            REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
            """
        );
        try
        {
            await ExecuteAsync($"CREATE DATABASE \"{Name}\" OWNER \"{_owner}\"");
        }
        catch (PostgresException exists) when (exists.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // From an earlier run.
        }

        await ExecuteAsync(
            $"""
            REVOKE CONNECT, TEMPORARY ON DATABASE "{Name}" FROM PUBLIC;
            GRANT CONNECT ON DATABASE "{Name}" TO "{role}";
            """
        );

        // An instance from before there were two roles: the service's owned everything.
        await connection.ChangeDatabaseAsync(Name, cancellationToken);
        await ExecuteAsync($"REASSIGN OWNED BY \"{role}\" TO \"{_owner}\"");

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

internal static partial class ServiceDatabaseExtensions
{
    public static IResourceBuilder<IResourceWithConnectionString> AddServiceDatabase(
        this IDistributedApplicationBuilder builder,
        string service,
        IResourceBuilder<IResourceWithConnectionString> server,
        EndpointReference endpoint
    )
    {
        var password = builder.AddSecret($"{service}-database-password").Resource;
        var ownerPassword = builder.AddSecret($"{service}-database-owner-password").Resource;
        return builder
            .AddResource(new ServiceDatabase($"{service}db", service, password, ownerPassword, server.Resource, endpoint))
            .OnInitializeResource(
                async (database, start, cancellationToken) =>
                {
                    await start.Notifications.WaitForResourceHealthyAsync(database.Parent.Name, cancellationToken);
                    var state = KnownResourceStates.Running;
                    try
                    {
                        await database.CreateAsync(cancellationToken);
                    }
                    catch (NpgsqlException fault)
                    {
                        LogFault(start.Logger, fault);
                        state = KnownResourceStates.FailedToStart;
                    }

                    await start.Notifications.PublishUpdateAsync(
                        database,
                        snapshot => snapshot with { State = state, StartTimeStamp = DateTime.UtcNow }
                    );
                }
            );
    }

    [LoggerMessage(LogLevel.Error, "The database or its role could not be made")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
