using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.Clients;

internal static class ApproveAccess
{
    public static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("/{id}/approve", HandleAsync)
            .WithName(nameof(ApproveAccess))
            .WithSummary(
                "Approve, as a second administrator, that a client sees or changes data about people until the day that was asked for."
            );

    internal static async Task<Results<Ok<ClientDescription>, ProblemHttpResult>> HandleAsync(
        string id,
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
        var approver = Administrator.Of(context.Caller!);
        var refusal = client switch
        {
            null => Problems.NotFound("The client"),
            { IsConfigured: true } => ClientProblems.Configured,
            { IsActive: false } => ClientProblems.Disabled,
            { AwaitsApproval: false } => Problems.Conflict("nothing-to-approve", "Nothing of this client waits for approval."),
            _ when client.EndsOn < clock.Today() => Problems.Conflict("nothing-to-approve", "The day that was asked for is over."),
            _ when ToChange.UnlessCurrent(ifMatch, client.Version) is { } stale => stale,
            _ when !approver.IsSomebodyElseThan(Administrator.Parse(client.RequestedBy!)) => Problems.Of(
                StatusCodes.Status403Forbidden,
                ProblemTypes.Of("second-administrator-required"),
                "Another administrator must approve.",
                "Who asked cannot approve. Persons of one client count as different when each has logged in at its OpenID provider."
            ),
            _ => grants.Refuse(context.Caller!, client.Scopes),
        };
        if (refusal is not null)
        {
            return refusal;
        }

        client!.Approve(approver, clock.GetUtcNow());
        db.Audit("approve client access", $"client/{id}", $"until {client.EndsOn:yyyy-MM-dd}");
        db.Publish(client.AccessApproved());
        return await ClientAnswer.SaveAsync(db, client, http, cancellationToken);
    }
}
