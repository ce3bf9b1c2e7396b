using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.Clients;

internal static class ListClients
{
    public static void Map(RouteGroupBuilder clients) =>
        clients.MapGet("/", HandleAsync).WithName(nameof(ListClients)).WithSummary("Every client, by id; without secrets.");

    internal static async Task<Results<Ok<Page<ClientDescription>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        GatewayDb db,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetKey(out var after))
        {
            return Problems.Invalid("after", "Not a page of this list.");
        }

        var clients = await db
            .Clients.AsNoTracking()
            .Where(client => after == null || client.ClientId!.CompareTo(after) > 0)
            .OrderBy(client => client.ClientId)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var shown = page.ToPage([.. clients.Select(ClientDescription.Of)], client => client.Id, http);
        db.AuditShown("list clients", "client", shown.Items.Select(client => client.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
