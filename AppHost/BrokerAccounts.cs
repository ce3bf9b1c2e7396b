using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SocialServices.AppHost;

/// <summary>The accounts of RabbitMQ, as definitions that it loads whenever it starts.</summary>
internal static class BrokerAccounts
{
    // Events are named after who tells them: registry.site-opened.v1. Queues after who listens: reporting.site-opened-handler.
    private const string Events = @"[a-z]+\.[a-z0-9.-]+\.v[0-9]+";

    // MassTransit's own queue of a process.
    private const string OfProcess = @"[A-Za-z0-9_.-]+_bus_[a-z0-9]+";

    /// <summary>
    /// A service tells its own events only, and reads its own queues only. It may bind them to anybody's events, and declare
    /// those (MassTransit does, so that it does not matter who starts first).
    /// </summary>
    public static string Definitions(Account administrator, IEnumerable<Account> services)
    {
        var accounts = services.ToList();
        return JsonSerializer.Serialize(
            new
            {
                vhosts = new[] { new { name = "/" } },
                users = accounts.Select(account => User(account)).Prepend(User(administrator, "administrator")),
                permissions = accounts
                    .Select(account =>
                        Permission(
                            account.Name,
                            configure: $@"^({account.Name}\..+|{Events}|{OfProcess})$",
                            write: $@"^({account.Name}\..+|{OfProcess}|amq\.default)$",
                            read: $@"^({account.Name}\..+|{Events}|{OfProcess})$"
                        )
                    )
                    .Prepend(Permission(administrator.Name, ".*", ".*", ".*")),
            }
        );
    }

    private static object User(Account account, params string[] tags) =>
        new
        {
            name = account.Name,
            password_hash = Hash(account.Password),
            hashing_algorithm = "rabbit_password_hashing_sha256",
            tags,
        };

    private static object Permission(string user, string configure, string write, string read) =>
        new
        {
            user,
            vhost = "/",
            configure,
            write,
            read,
        };

    /// <summary>Four bytes of salt, then SHA-256 of salt and password: RabbitMQ's own form.</summary>
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
