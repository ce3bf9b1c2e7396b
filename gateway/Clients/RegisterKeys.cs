using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.Clients;

internal static class RegisterKeys
{
    /// <param name="PublicKeys">
    /// In PEM, each beginning with <c>-----BEGIN PUBLIC KEY-----</c>: elliptic curve of NIST, or RSA with 2048 bits at least.
    /// Empty = none any more.
    /// </param>
    /// <example>{"publicKeys": ["-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==\n-----END PUBLIC KEY-----\n"]}</example>
    public sealed record Request([property: Required, MaxLength(ClientKeys.MaxKeys), NoNulls] IReadOnlyList<string> PublicKeys);

    public static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPut("/{id}/keys", HandleAsync)
            .WithName(nameof(RegisterKeys))
            .WithSummary("Replace a client's public keys, by which it signs client assertions and vouches for its workers.");

    internal static async Task<Results<Ok<ClientDescription>, ProblemHttpResult>> HandleAsync(
        string id,
        Request request,
        GatewayDb db,
        RequestContext context,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var keys = request.PublicKeys.Select(pem => pem.Length > ClientKeys.MaxPemLength ? null : ClientKeys.Read(pem)).ToList();
        if (keys.Contains(null))
        {
            return Problems.Invalid(
                $"publicKeys[{keys.IndexOf(null)}]",
                "Must be a public key in PEM: elliptic curve of NIST, or RSA with 2048 bits at least."
            );
        }

        switch (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == id, cancellationToken))
        {
            case null:
                return Problems.NotFound("The client");
            case { IsConfigured: true }:
                return ClientProblems.Configured;
            case { IsActive: false }:
                return ClientProblems.Disabled;
            case var client:
                db.CredentialsChanged(client, context.Caller!, clock);
                client.ChangeKeys(keys.OfType<Microsoft.IdentityModel.Tokens.JsonWebKey>());
                db.Audit("register client keys", $"client/{id}");
                return await ClientAnswer.SaveAsync(db, client, http, cancellationToken);
        }
    }
}
