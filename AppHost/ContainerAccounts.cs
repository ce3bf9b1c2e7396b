namespace SocialServices.AppHost;

/// <summary>The accounts of the services at servers that run as containers.</summary>
internal static class ContainerAccounts
{
    private const string Definitions = "accounts.json";
    private const string DefaultUser = "guest"; // Aspire's name for RabbitMQ's administrator

    public static IResourceBuilder<RedisResource> WithAccounts(this IResourceBuilder<RedisResource> redis)
    {
        var endpoint = redis.Resource.PrimaryEndpoint;
        var accounts = new ServerAccounts(
            (user, password) =>
                ReferenceExpression.Create(
                    $"{endpoint.Property(EndpointProperty.Host)}:{endpoint.Property(EndpointProperty.Port)},user={user},password={password}"
                )
        );
        return redis
            .WithAnnotation(accounts)
            .WithArgs(async context =>
            {
                // Aspire starts it by a shell: the last argument is the whole command.
                var rules = CacheAccounts.Rules(await accounts.ReadAsync(context.CancellationToken));
                var options = rules.Select(rule => $"--user {string.Join(' ', rule.Split(' ').Skip(1).Select(word => $"'{word}'"))}");
                context.Args[^1] = $"{context.Args[^1]} {string.Join(' ', options)}";
            });
    }

    public static IResourceBuilder<RabbitMQServerResource> WithAccounts(this IResourceBuilder<RabbitMQServerResource> broker)
    {
        var endpoint = broker.Resource.PrimaryEndpoint;
        var accounts = new ServerAccounts(
            (user, password) =>
                ReferenceExpression.Create(
                    $"amqp://{user}:{password}@{endpoint.Property(EndpointProperty.Host)}:{endpoint.Property(EndpointProperty.Port)}"
                )
        );
        return broker
            .WithAnnotation(accounts)
            .WithContainerFiles(
                "/etc/rabbitmq",
                async (_, cancellationToken) =>
                {
                    var password = (await broker.Resource.PasswordParameter.GetValueAsync(cancellationToken))!;
                    var all = await accounts.ReadAsync(cancellationToken);
                    return
                    [
                        new ContainerFile
                        {
                            Name = Definitions,
                            Contents = BrokerAccounts.Definitions(new Account(DefaultUser, password), all),
                        },
                        new ContainerDirectory
                        {
                            Name = "conf.d",
                            Entries =
                            [
                                new ContainerFile
                                {
                                    Name = "90-accounts.conf",
                                    Contents = $"load_definitions = /etc/rabbitmq/{Definitions}\n",
                                },
                            ],
                        },
                    ];
                }
            );
    }
}
