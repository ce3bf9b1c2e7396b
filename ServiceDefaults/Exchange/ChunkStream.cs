using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>An import's file, one chunk in memory at a time.</summary>
public sealed class ChunkStream(IServiceScopeFactory scopes, Guid importId) : ForwardStream
{
    private ReadOnlyMemory<byte> chunk;
    private int next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (chunk.IsEmpty)
        {
            await using var scope = scopes.CreateAsyncScope(); // not the connection on which a batch may be under way
            chunk = await scope
                .ServiceProvider.GetRequiredService<ServiceDbContext>()
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
