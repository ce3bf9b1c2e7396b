using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>The answers hold no personal data: the caller may keep them, if it asks each time whether they are still right.</summary>
internal sealed record WithoutPersonalData;

/// <summary>Says what may keep an answer: nobody what is about people or needs a scope, anybody what is public.</summary>
public static class CacheRules
{
    private const string MayBeKept = "private, no-cache";
    private const string MustNotBeKept = "no-store";

    /// <summary>What the endpoint answers holds no personal data. Without this nobody may store it.</summary>
    public static TBuilder HoldsNoPersonalData<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new WithoutPersonalData());

    /// <summary>Answers that need a token are not stored anywhere, unless the endpoint says otherwise.</summary>
    internal static void UseCacheRules(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (http.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<RequiredScope>() is not null)
                {
                    var rule = metadata.GetMetadata<WithoutPersonalData>() is null ? MustNotBeKept : MayBeKept;
                    http.Response.OnStarting(() =>
                    {
                        if (http.Response.Headers.CacheControl.Count == 0)
                        {
                            http.Response.Headers.CacheControl = rule;
                        }

                        return Task.CompletedTask;
                    });
                }

                return next(http);
            }
        );
}
