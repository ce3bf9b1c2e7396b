using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SocialServices.Gateway.ActingPersons;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.Identity;

/// <summary>
/// The token about a person that a client presents: signed with its own registered key (<c>asserted</c>), or by the OpenID
/// provider that is registered for it (<c>authenticated</c>). OpenIddict checks the signature; what it is checked against is said here.
/// </summary>
internal static class SubjectTokens
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Handler = new();

    public static void AddTo(OpenIddictServerBuilder server)
    {
        server.AllowTokenExchangeFlow();
        server.RegisterAudiences(Authentication.Audience).IgnoreAudiencePermissions().IgnoreResourcePermissions();
        server.Configure(options =>
        {
            options.SubjectTokenTypes.Clear();
            options.SubjectTokenTypes.Add(TokenTypeIdentifiers.GenericJsonWebToken);
            options.ActorTokenTypes.Clear();
            options.ActorTokenTypes.Add(TokenTypeIdentifiers.AccessToken);
            options.RequestedTokenTypes.Clear();
            options.RequestedTokenTypes.Add(TokenTypeIdentifiers.AccessToken);
        });
        server.AddEventHandler<ValidateTokenContext>(handler =>
            handler
                .UseScopedHandler<SayWhoSigns>()
                .SetOrder(OpenIddictServerHandlers.Protection.ResolveTokenValidationParameters.Descriptor.Order + 500)
        );
        server.AddEventHandler<ValidateTokenContext>(handler =>
            handler
                .UseScopedHandler<ReadPerson>()
                .SetOrder(OpenIddictServerHandlers.Protection.ValidateIdentityModelToken.Descriptor.Order + 500)
        );
    }

    private static bool IsSubjectToken(ValidateTokenContext context) =>
        context.ValidTokenTypes.Count == 1 && context.ValidTokenTypes.Contains(TokenTypeIdentifiers.GenericJsonWebToken);

    /// <summary>Of the client that has proved who it is: no other client's key or provider is looked at.</summary>
    private static Task<ApiClient?> ClientAsync(GatewayDb db, ValidateTokenContext context) =>
        db.Clients.SingleOrDefaultAsync(c => c.ClientId == context.Transaction.Request!.ClientId, context.CancellationToken);

    private sealed class SayWhoSigns(GatewayDb db, IdentityProviders providers, IOptions<IssuerOptions> issuer)
        : IOpenIddictServerHandler<ValidateTokenContext>
    {
        public async ValueTask HandleAsync(ValidateTokenContext context)
        {
            if (!IsSubjectToken(context))
            {
                return;
            }

            var client = await ClientAsync(db, context);
            var signer = Handler.CanReadToken(context.Token) ? Handler.ReadJsonWebToken(context.Token).Issuer : null;
            if (client?.JsonWebKeySet is { } keys && signer is not null && signer == client.ClientId)
            {
                var parameters = Parameters(signer, [issuer.Value.Url(), issuer.Value.Url("/")]);
                parameters.IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys();
                Use(parameters);
            }
            else if (client?.Provider is { } provider && signer is not null && signer == provider.Issuer)
            {
                if (await providers.FindAsync(provider.Issuer, context.CancellationToken) is not { } metadata)
                {
                    context.Reject(Errors.TemporarilyUnavailable, "The client's OpenID provider does not answer just now.");
                    return;
                }

                var parameters = Parameters(signer, [provider.ClientId]);
                parameters.ValidateAudience = false; // azp may say it instead: see ReadPerson
                parameters.ConfigurationManager = metadata;
                Use(parameters);
            }
            else
            {
                context.Reject(
                    Errors.InvalidGrant,
                    "The subject token is neither the client's own (iss is the client, signed with its key) nor one of its OpenID provider."
                );
            }

            void Use(TokenValidationParameters parameters)
            {
                (context.TokenValidationParameters, context.DisablePresenterValidation) = (parameters, true);
                context.DisableAudienceValidation = true;
            }
        }

        private static TokenValidationParameters Parameters(string issuer, IEnumerable<string> audiences) =>
            new()
            {
                ValidIssuer = issuer,
                ValidAudiences = audiences,
                ValidAlgorithms = ClientKeys.Algorithms,
                ValidateLifetime = false, // by our clock: see ReadPerson
                TypeValidator = static (type, _, _) =>
                    string.IsNullOrEmpty(type) || type.Equals(JsonWebTokenTypes.GenericJsonWebToken, StringComparison.OrdinalIgnoreCase)
                        ? JsonWebTokenTypes.GenericJsonWebToken
                        : throw new SecurityTokenInvalidTypeException("The subject token is of another type.") { InvalidType = type },
            };
    }

    /// <summary>Leaves of the token what counts here: who acts, for what, and who vouches. Whatever else it claims is dropped.</summary>
    private sealed class ReadPerson(GatewayDb db) : IOpenIddictServerHandler<ValidateTokenContext>
    {
        public async ValueTask HandleAsync(ValidateTokenContext context)
        {
            if (!IsSubjectToken(context))
            {
                return;
            }

            if (context.Principal is not { } token || await ClientAsync(db, context) is not { } client)
            {
                context.Reject(Errors.InvalidGrant, "The subject token is not a signed JWT.");
                return;
            }

            var ownKey = token.GetClaim(Claims.Issuer) == client.ClientId;
            if (Refusal(token, client, ownKey, context.Options.TimeProvider!.GetUtcNow()) is { } refusal)
            {
                context.Reject(Errors.InvalidGrant, refusal);
                return;
            }

            var person = new ClaimsIdentity("subject-token");
            person.SetClaim(Claims.Subject, WorkerOf(token, client, ownKey)!.Value.ToString());
            person.SetClaim(PersonClaims.Purpose, token.GetClaim(PersonClaims.Purpose));
            person.SetClaim(PersonClaims.Assurance, ownKey ? PersonClaims.Asserted : PersonClaims.Authenticated);
            context.Principal = new ClaimsPrincipal(person).SetTokenType(TokenTypeIdentifiers.GenericJsonWebToken);
        }

        private static string? Refusal(ClaimsPrincipal token, ApiClient client, bool ownKey, DateTimeOffset now) =>
            (TimeOf(token, Claims.IssuedAt), TimeOf(token, Claims.ExpiresAt)) switch
            {
                (null, _) or (_, null) => "The subject token must say when it was issued and when it ends (iat, exp).",
                var (_, end) when end + Skew < now => "The subject token has ended.",
                var (begin, _) when begin > now + Skew => "The subject token is not valid yet.",
                var (begin, end) when end - begin > MaxLifetime => "The subject token must not live longer than 5 minutes.",
                _ when TimeOf(token, Claims.NotBefore) > now + Skew => "The subject token is not valid yet.",
                _ when ownKey && token.GetClaims(Claims.Audience).Length != 1 =>
                    "The subject token must have the issuer as its single audience.",
                _ when !ownKey && !IsIssuedTo(token, client.Provider!.ClientId) =>
                    "The subject token was issued to another client (azp, aud).",
                _ when WorkerOf(token, client, ownKey) is null => "The subject token must name a worker of the registry by its id.",
                _ when !Purposes.All.Contains(token.GetClaim(PersonClaims.Purpose)) =>
                    $"The subject token must say the purpose of use; purpose is one of: {string.Join(' ', Purposes.All)}.",
                _ => null,
            };

        /// <summary>Else any client could pass on the token that a worker got for another one.</summary>
        private static bool IsIssuedTo(ClaimsPrincipal token, string providersClientId) =>
            token.GetClaim(Claims.AuthorizedParty) is { } party
                ? party == providersClientId
                : token.GetClaims(Claims.Audience).Contains(providersClientId);

        private static Guid? WorkerOf(ClaimsPrincipal token, ApiClient client, bool ownKey) =>
            Guid.TryParse(token.GetClaim(ownKey ? Claims.Subject : client.Provider!.WorkerClaim), out var worker) ? worker : null;

        private static DateTimeOffset? TimeOf(ClaimsPrincipal token, string claim) =>
            long.TryParse(token.GetClaim(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 1L << 34
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
    }
}
