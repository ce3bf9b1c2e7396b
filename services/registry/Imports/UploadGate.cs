using Microsoft.Extensions.Options;

namespace SocialServices.Registry.Imports;

/// <summary>Lets a few uploads in at a time: each holds a connection of the database until its file is whole.</summary>
internal sealed class UploadGate(IOptions<ImportOptions> options) : IDisposable
{
    private readonly SemaphoreSlim places = new(options.Value.UploadsAtOnce);

    /// <returns>Null when all places are taken.</returns>
    public IDisposable? TryEnter() => places.Wait(0) ? new Place(places) : null;

    public void Dispose() => places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
