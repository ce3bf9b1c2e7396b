namespace SocialServices.ServiceDefaults.Idempotency;

/// <summary>Another request with the same key was committed first; its answer is replayed.</summary>
internal sealed class IdempotencyKeyTakenException : Exception
{
    public IdempotencyKeyTakenException()
        : base("The idempotency key was taken by a request that ran at the same time.") { }
}
