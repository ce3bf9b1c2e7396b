using System.Security.Cryptography;
using System.Text;

namespace SocialServices.AppHost;

/// <summary>The accounts of Redis, as its ACL rules.</summary>
internal static class CacheAccounts
{
    // What the client library asks when it connects, and what the counters of the rate limits need.
    private const string Commands =
        "-@all +@connection -@dangerous +info +config|get +cluster|nodes +role +get +subscribe +unsubscribe"
        + " +eval +evalsha +script|load +incrby +pttl +pexpire";

    /// <returns>A rule for each service: below its own name it may count, and nothing else.</returns>
    public static IEnumerable<string> Rules(IEnumerable<Account> services) =>
        services.Select(account =>
            $"user {account.Name} on #{Hash(account.Password)} ~{account.Name}:* %R~__Booksleeve_TieBreak"
            + $" resetchannels &__Booksleeve_MasterChanged {Commands}"
        );

    private static string Hash(string password) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)));
}
