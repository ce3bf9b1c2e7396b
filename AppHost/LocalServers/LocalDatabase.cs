namespace SocialServices.AppHost.LocalServers;

/// <summary>A database on <see cref="LocalPostgres"/>. It has no process: it runs once the server is ready and it exists.</summary>
internal sealed class LocalDatabase(string name, LocalPostgres server)
    : Resource(name),
        IResourceWithParent<LocalPostgres>,
        IResourceWithConnectionString
{
    public LocalPostgres Parent { get; } = server;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{Parent.ConnectionStringExpression};Database={Name}");

    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        ConnectionStringExpression.GetValueAsync(cancellationToken);
}

internal static class LocalDatabaseExtensions
{
    public static IResourceBuilder<LocalDatabase> AddLocalDatabase(this IResourceBuilder<LocalPostgres> server, string name) =>
        server
            .ApplicationBuilder.AddResource(new LocalDatabase(name, server.Resource))
            .OnInitializeResource(
                async (database, start, cancellationToken) =>
                {
                    await start.Notifications.WaitForResourceHealthyAsync(database.Parent.Name, cancellationToken);
                    await database.Parent.CreateDatabaseAsync(database.Name, cancellationToken);
                    await start.Notifications.PublishUpdateAsync(
                        database,
                        snapshot => snapshot with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow }
                    );
                }
            );
}
