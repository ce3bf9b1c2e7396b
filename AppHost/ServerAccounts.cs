namespace SocialServices.AppHost;

/// <summary>
/// Each service has an account of its own at the server, with the rights that it needs. The administrator's is for set-up and
/// health checks only.
/// </summary>
/// <param name="connectionString">Of an account, by its name and password.</param>
internal sealed class ServerAccounts(Func<string, ParameterResource, ReferenceExpression> connectionString) : IResourceAnnotation
{
    private readonly SortedDictionary<string, ParameterResource> _passwords = new(StringComparer.Ordinal);

    /// <summary>Adds the account of a service.</summary>
    /// <returns>What the service connects with.</returns>
    public ReferenceExpression Admit(IDistributedApplicationBuilder builder, string server, string service)
    {
        var password = builder.AddSecret($"{service}-{server}-password").Resource;
        _passwords.Add(service, password);
        return connectionString(service, password);
    }

    /// <summary>All accounts, once every service has been added.</summary>
    public async Task<IReadOnlyList<Account>> ReadAsync(CancellationToken cancellationToken)
    {
        var accounts = new List<Account>();
        foreach (var (service, password) in _passwords)
        {
            accounts.Add(new(service, (await password.GetValueAsync(cancellationToken))!));
        }

        return accounts;
    }
}

internal sealed record Account(string Name, string Password);
