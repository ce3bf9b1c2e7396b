namespace SocialServices.ServiceDefaults.Access;

/// <summary>The one transaction of a request with an <c>Idempotency-Key</c>.</summary>
internal interface IRequestTransaction
{
    /// <summary>Begins the transaction and takes the key, unless that is done already.</summary>
    Task EnterAsync(CancellationToken cancellationToken);
}
