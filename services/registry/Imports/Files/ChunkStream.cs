using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Imports.Files;

/// <summary>An import's file, one chunk in memory at a time.</summary>
internal sealed class ChunkStream(IServiceScopeFactory scopes, Guid importId) : ForwardStream
{
    private ReadOnlyMemory<byte> chunk;
    private int next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (chunk.IsEmpty)
        {
            await using var scope = scopes.CreateAsyncScope(); // not the connection on which a batch may be under way
            chunk = await scope
                .ServiceProvider.GetRequiredService<RegistryDb>()
                .Set<ImportChunk>()
                .Where(c => c.ImportId == importId && c.Number == next)
                .Select(c => c.Content)
                .SingleOrDefaultAsync(cancellationToken);
            next++;
        }

        var count = Math.Min(buffer.Length, chunk.Length);
        chunk[..count].CopyTo(buffer);
        chunk = chunk[count..];
        return count;
    }
}
