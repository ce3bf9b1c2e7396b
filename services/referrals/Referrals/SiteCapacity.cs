using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// Capacity of the site, by the registry's ledger. The referral's id is the key, so that a repeated call changes nothing.
/// Asked before the write: a hold for a write that never came expires. The registry releases the capacity when it learns that
/// the referral has ended, and holds none for it after that.
/// </summary>
internal sealed class SiteCapacity(CapacityLedger.CapacityLedgerClient ledger)
{
    /// <returns>Null when capacity is held; else why not.</returns>
    public Task<ProblemHttpResult?> HoldAsync(Guid referralId, Guid siteId, DateTimeOffset until, CancellationToken cancellationToken) =>
        AskAsync(() =>
            ledger.ReserveAsync(
                new ReserveCapacityRequest
                {
                    ReservationKey = referralId.ToString(),
                    SiteId = siteId.ToString(),
                    ExpiresAt = until.ToTimestamp(),
                },
                cancellationToken: cancellationToken
            )
        );

    /// <returns>Null when the capacity is taken; else why not.</returns>
    public Task<ProblemHttpResult?> TakeAsync(Guid referralId, CancellationToken cancellationToken) =>
        AskAsync(() =>
            ledger.ConfirmAsync(new ConfirmCapacityRequest { ReservationKey = referralId.ToString() }, cancellationToken: cancellationToken)
        );

    /// <summary>Whether this refusal says that no capacity is free.</summary>
    public static bool IsFull(ProblemHttpResult refusal) => refusal.ProblemDetails.Type == NoCapacityFree.ProblemDetails.Type;

    private static async Task<ProblemHttpResult?> AskAsync(Func<AsyncUnaryCall<CapacityReservation>> ask)
    {
        try
        {
            using var call = ask();
            return (await call).State is "held" or "taken" ? null : HoldExpired;
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.ResourceExhausted)
        {
            return NoCapacityFree;
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.FailedPrecondition or StatusCode.NotFound)
        {
            return Problems.Conflict("site-takes-nobody", "The site takes nobody in at present, or the capacity was released.");
        }
    }

    // The ledger renews an expired hold when it is asked to; any other state means that nothing is held.
    private static ProblemHttpResult HoldExpired =>
        Problems.Conflict("hold-expired", "The hold for this referral has expired.", "Nothing was changed. Ask again.");

    public static ProblemHttpResult NoCapacityFree =>
        Problems.Conflict(
            "no-capacity-free",
            "No capacity is free at the site.",
            "Nothing was changed. Choose another site, or wait for it: waitIfFull."
        );
}
