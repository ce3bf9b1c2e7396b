using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// Places at the site, by the registry's ledger; the referral's id is the key, so that a repeated question changes nothing.
/// Asked before the write: what is held for a write that never came expires, and the registry takes a place back when it
/// learns that the referral has ended, and holds none for it after that.
/// </summary>
internal sealed class PlaceLedger(Places.PlacesClient places)
{
    /// <returns>Null when a place is held; else why not.</returns>
    public Task<ProblemHttpResult?> HoldAsync(Guid referralId, Guid siteId, DateTimeOffset until, CancellationToken cancellationToken) =>
        AskAsync(() =>
            places.ReserveAsync(
                new ReservePlaceRequest
                {
                    ReservationKey = referralId.ToString(),
                    SiteId = siteId.ToString(),
                    ExpiresAt = until.ToTimestamp(),
                },
                cancellationToken: cancellationToken
            )
        );

    /// <returns>Null when the place is taken for good; else why not.</returns>
    public Task<ProblemHttpResult?> TakeAsync(Guid referralId, CancellationToken cancellationToken) =>
        AskAsync(() =>
            places.ConfirmAsync(new ConfirmPlaceRequest { ReservationKey = referralId.ToString() }, cancellationToken: cancellationToken)
        );

    private static async Task<ProblemHttpResult?> AskAsync(Func<AsyncUnaryCall<PlaceReservation>> ask)
    {
        try
        {
            using var call = ask();
            return (await call).State is "held" or "taken" ? null : HoldExpired;
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.ResourceExhausted)
        {
            return NoPlaceFree;
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.FailedPrecondition or StatusCode.NotFound)
        {
            return Problems.Conflict("site-takes-nobody", "The site takes nobody at present, or the place was given back.");
        }
    }

    // The ledger holds an expired place again when it is asked for; a state that is neither is not taken for a place.
    private static ProblemHttpResult HoldExpired =>
        Problems.Conflict("hold-expired", "The place that was held for this referral has gone.", "Nothing was changed. Ask again.");

    private static ProblemHttpResult NoPlaceFree =>
        Problems.Conflict(
            "no-place-free",
            "No place is free at the site.",
            "Nothing was changed. Choose another site, or ask again later."
        );
}
