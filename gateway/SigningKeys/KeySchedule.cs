namespace SocialServices.Gateway.SigningKeys;

/// <summary>Which key signs, which ones are published, and when the next one is due.</summary>
internal static class KeySchedule
{
    /// <summary>How long a token is valid at most. Services do not ask the gateway whether it was revoked.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a key stays published after its last signature: longer than any token lives, with room for clocks that differ.</summary>
    private static readonly TimeSpan Kept = TokenLifetime + TimeSpan.FromMinutes(15);

    /// <param name="keys">In the order of <see cref="LoadedKey.ActiveFrom"/>.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="InvalidOperationException">No key is active: the keys have never been loaded.</exception>
    public static LoadedKey Signing(IReadOnlyList<LoadedKey> keys, DateTimeOffset now) =>
        keys.LastOrDefault(key => key.ActiveFrom <= now) ?? throw new InvalidOperationException("No signing key is active.");

    /// <returns>Future keys, the signing key, and earlier ones whose tokens may still be valid.</returns>
    public static IReadOnlyList<LoadedKey> Published(IReadOnlyList<LoadedKey> keys, DateTimeOffset now) =>
        [.. keys.Where((_, index) => index + 1 == keys.Count || keys[index + 1].ActiveFrom + Kept > now)];

    /// <returns>When the next key begins to sign, or null while it is too early to make it.</returns>
    public static DateTimeOffset? Due(DateTimeOffset? newestActiveFrom, SigningKeyOptions options, DateTimeOffset now)
    {
        if (newestActiveFrom is not { } newest)
        {
            return now; // the very first key: there is nobody yet to announce it to
        }

        var next = newest + options.SignsFor;
        var soonest = now + options.AnnouncedFor;
        return soonest < next ? null : soonest;
    }
}
