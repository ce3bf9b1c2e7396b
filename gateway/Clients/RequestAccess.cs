using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.Clients;

internal static class RequestAccess
{
    /// <param name="EndsOn">The new last day; at most a year ahead.</param>
    /// <example>{"endsOn": "2027-06-30"}</example>
    public sealed record Request(DateOnly EndsOn);

    public static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPut("/{id}/access", HandleAsync)
            .WithName(nameof(RequestAccess))
            .WithSummary(
                "Ask for another last day of a client's scopes on data about people. It has none of them until a second administrator approves."
            );

    internal static async Task<Results<Ok<ClientDescription>, ProblemHttpResult>> HandleAsync(
        string id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        GatewayDb db,
        Grants grants,
        RequestContext context,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var client = await db.Clients.SingleOrDefaultAsync(c => c.ClientId == id, cancellationToken);
        var refusal = client switch
        {
            null => Problems.NotFound("The client"),
            { IsConfigured: true } => ClientProblems.Configured,
            { IsActive: false } => ClientProblems.Disabled,
            _ => ToChange.UnlessCurrent(ifMatch, client.Version)
                ?? grants.Refuse(context.Caller!, client.Scopes)
                ?? grants.RefuseEnd(client.Scopes, request.EndsOn),
        };
        if (refusal is not null)
        {
            return refusal;
        }

        client!.RequestAccess(Administrator.Of(context.Caller!), request.EndsOn);
        db.Audit("request client access", $"client/{id}", $"until {request.EndsOn:yyyy-MM-dd}");
        db.Publish(client.AccessRequested());
        return await ClientAnswer.SaveAsync(db, client, http, cancellationToken);
    }
}
