using Grpc.Core;
using OpenIddict.Abstractions;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.ActingPersons;

/// <summary>A worker on whose behalf a client acts.</summary>
/// <param name="Worker">Of the registry.</param>
/// <param name="Purpose">One of <see cref="Purposes"/>.</param>
/// <param name="Assurance">asserted or authenticated.</param>
internal sealed record ActingPerson(Guid Worker, string Purpose, string Assurance);

/// <summary>
/// Token exchange (RFC 8693): may this client act on behalf of this worker now? The registry decides, from its own data; nobody is
/// put in the place of a worker who may not act.
/// </summary>
internal sealed partial class ExchangeToken(WorkerRegister register, GatewayDb db, RequestContext acting, ILogger<ExchangeToken> logger)
{
    private const string Unknown = "acting-person-unknown";

    /// <returns>Null when the request was rejected.</returns>
    public async Task<ActingPerson?> FindAsync(HandleTokenRequestContext context, ApiClient client)
    {
        if (client.Organization is not { } organization)
        {
            context.Reject(Errors.UnauthorizedClient, "The client acts for no organization, so for no worker either.");
            return null;
        }

        if (context.ActorTokenPrincipal is { } actor && actor.GetClaim(Claims.Subject) != client.ClientId)
        {
            context.Reject(Errors.InvalidGrant, "The actor token must be the client's own, not one of a person or of another client.");
            return null;
        }

        var token = context.SubjectTokenPrincipal!;
        var person = new ActingPerson(
            Guid.Parse(token.GetClaim(Claims.Subject)!),
            token.GetClaim(PersonClaims.Purpose)!,
            token.GetClaim(PersonClaims.Assurance)!
        );
        acting.OnBehalfOf = new Caller(client.ClientId!, organization, client.Scopes.ToHashSet(StringComparer.Ordinal))
        {
            Worker = person.Worker,
            Purpose = person.Purpose,
            Assurance = person.Assurance is PersonClaims.Authenticated ? Assurance.Authenticated : Assurance.Asserted,
        };
        try
        {
            if (await register.EmploysTodayAsync(organization, person.Worker, context.CancellationToken))
            {
                db.Audit("act for worker", $"worker/{person.Worker}"); // committed with the token
                return person;
            }
        }
        catch (RpcException fault)
        {
            LogUnavailable(client.ClientId!, fault.StatusCode);
            context.Reject(Errors.TemporarilyUnavailable, "The registry, which knows the workers, does not answer just now. Try again.");
            return null;
        }

        LogUnknown(client.ClientId!, person.Worker);
        db.Audit("refuse to act for worker", $"worker/{person.Worker}");
        await db.SaveChangesAsync(context.CancellationToken);
        context.Reject(Unknown, "The registry knows no such worker who is employed by the client's organization today.");
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "No token for client {ClientId} on behalf of worker {Worker}: not employed by its organization today")]
    private partial void LogUnknown(string clientId, Guid worker);

    [LoggerMessage(LogLevel.Warning, "No token for client {ClientId} on behalf of a worker: the registry does not answer ({Status})")]
    private partial void LogUnavailable(string clientId, StatusCode status);
}
