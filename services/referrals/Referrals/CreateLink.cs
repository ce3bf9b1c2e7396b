using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class CreateLink
{
    /// <param name="ValidHours">1 to 336; 72 when absent.</param>
    /// <example>{"validHours": 48}</example>
    public sealed record Request([property: Range(1, 336)] int? ValidHours = null);

    /// <param name="Key">Shown once, here. Send it to the receiver by a way that only the receiver reads.</param>
    /// <param name="Path">Of the page that opens with the key, below the address of the gateway.</param>
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "key": "q3c0Yb1mJ8r2kWvT5nZs7A",
    /// "path": "/referral-links#q3c0Yb1mJ8r2kWvT5nZs7A", "expiresAt": "2021-05-09T09:30:00Z"}
    /// </example>
    public sealed record Response(Guid Id, string Key, string Path, DateTimeOffset ExpiresAt);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/links", HandleAsync)
            .WithName(nameof(CreateLink))
            .WithSummary(
                "Make a key by which a receiver without an account answers this one referral, once; and another to tell what came of it."
            )
            .Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        ReferralAccess access,
        CancellationToken cancellationToken
    )
    {
        var (referral, sides, refusal) = await access.FindOpenToBothAsync(id, cancellationToken);
        if (referral is null)
        {
            return refusal!;
        }

        if (!sides.HasFlag(Sides.Requester))
        {
            return ReferralProblems.WrongSide(ReferralLifeCycle.Request);
        }

        if (!ReferralLink.CanBeMadeFor(referral.Status))
        {
            return ReferralProblems.WrongStatus(referral, sides);
        }

        var (link, key) = ReferralLink.Create(referral, desk.Me, desk.Now.AddHours(request.ValidHours ?? 72), desk.Now);
        desk.Db.Add(link);
        desk.Db.Audit("create referral link", $"referral/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(link.Id, key, LinkPage.PathOf(key), link.ExpiresAt));
    }
}
