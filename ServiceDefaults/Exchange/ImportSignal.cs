namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Wakes the worker of this replica at once; those of others look now and then.</summary>
public sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim waiting = new(0);

    public void Set() => waiting.Release();

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (await waiting.WaitAsync(atMost, cancellationToken))
        {
            while (waiting.Wait(0, CancellationToken.None)) { }
        }
    }

    public void Dispose() => waiting.Dispose();
}
