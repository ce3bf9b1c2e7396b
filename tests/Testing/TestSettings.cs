namespace SocialServices.Testing;

/// <summary>What the AppHost would inject into a service, for one under test.</summary>
public static class TestSettings
{
    public const string AuditKey = "a passphrase for audit logs in tests, long enough";

    /// <param name="connectionName">For example <c>registrydb</c>; the service's name is what stands before <c>db</c>.</param>
    /// <param name="connectionString">Its database, as the owner.</param>
    /// <param name="authority">Who issues tokens.</param>
    public static Dictionary<string, string?> For(string connectionName, string connectionString, string authority) =>
        new()
        {
            ["HTTP_PORT"] = "0",
            ["GRPC_PORT"] = "0",
            [$"ConnectionStrings:{connectionName}"] = TestDatabase.AsService(connectionString),
            ["Migrations:ConnectionString"] = connectionString,
            ["ConnectionStrings:messaging"] = TestServers.RabbitMq,
            ["ConnectionStrings:cache"] = TestServers.Redis,
            ["Messaging:Prefix"] = $"test-{Guid.NewGuid():n}"[..20] + ".",
            ["Messaging:Retries"] = "3",
            ["Messaging:FollowEvery"] = "00:00:00.500",
            ["Identity:Authority"] = authority,
            ["Identity:ClientId"] = connectionName[..^2],
            ["Identity:ClientSecret"] = "not asked for by the test issuer",
            ["Encryption:Key"] = "a passphrase for tests, long enough to be taken",
            ["Audit:Key"] = AuditKey,
            ["Audit:AnchorDirectory"] = TestDatabase.AnchorsOf(connectionString),
            ["Audit:ChainEvery"] = "00:00:00.050",
            ["Audit:AnchorEvery"] = "00:00:00.100",
            ["Logging:LogLevel:Default"] = "Warning",
        };
}
