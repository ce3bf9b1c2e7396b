using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Reservations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Grpc;

/// <summary>The ledger of capacity for the other services.</summary>
internal sealed class CapacityService(ReserveCapacity reserve, ConfirmCapacity confirm, ReleaseCapacity release, TimeProvider clock)
    : Contracts.Registry.V1.CapacityLedger.CapacityLedgerBase
{
    public override async Task<Contracts.Registry.V1.CapacityReservation> Reserve(ReserveCapacityRequest request, ServerCallContext context)
    {
        var (key, site) = (KeyOf(request.ReservationKey), Answers.IdOf(request.SiteId, "site_id"));
        var now = clock.GetUtcNow();
        if (
            Answers.InstantOf(request.ExpiresAt, "expires_at") is not { } expiresAt
            || expiresAt <= now
            || expiresAt > now + ReserveCapacity.MaxHold
        )
        {
            throw Answers.Invalid("expires_at", $"must lie in the future, at most {ReserveCapacity.MaxHold.TotalDays} days ahead");
        }

        return Answer(await reserve.HandleAsync(key, site, expiresAt, context.CancellationToken));
    }

    public override async Task<Contracts.Registry.V1.CapacityReservation> Confirm(
        ConfirmCapacityRequest request,
        ServerCallContext context
    ) => Answer(await confirm.HandleAsync(KeyOf(request.ReservationKey), context.CancellationToken));

    public override async Task<Contracts.Registry.V1.CapacityReservation> Release(
        ReleaseCapacityRequest request,
        ServerCallContext context
    ) => Answer(await release.HandleAsync(KeyOf(request.ReservationKey), context.CancellationToken));

    internal static CapacityCounts CountsOf(Sites.Site site) =>
        new()
        {
            Total = site.Total,
            Held = site.Held,
            Taken = site.Taken,
            Free = site.Free,
        };

    private static string KeyOf(string key) =>
        key.Length is > 0 and <= Sites.Ledger.CapacityReservation.MaxKeyLength && !key.Any(char.IsControl)
            ? key
            : throw Answers.Invalid(
                "reservation_key",
                $"must have 1 to {Sites.Ledger.CapacityReservation.MaxKeyLength} printable characters"
            );

    private static Contracts.Registry.V1.CapacityReservation Answer(LedgerAnswer answer) =>
        answer is { Reservation: { } reservation, Site: { } site }
            ? new()
            {
                ReservationKey = reservation.Key,
                SiteId = site.Id.ToString(),
                State = Words.Of(reservation.State),
                ExpiresAt = reservation.ExpiresAt.ToTimestamp(),
                Capacity = CountsOf(site),
            }
            : throw new RpcException(
                answer.Refusal switch
                {
                    LedgerRefusal.SiteUnknown => new Status(StatusCode.NotFound, "The site was not found."),
                    LedgerRefusal.ReservationUnknown => new Status(StatusCode.NotFound, "The reservation was not found."),
                    LedgerRefusal.SiteTakesNobody => new Status(StatusCode.FailedPrecondition, "The site does not take anybody."),
                    LedgerRefusal.AlreadyReleased => new Status(StatusCode.FailedPrecondition, "The reservation was already released."),
                    LedgerRefusal.NoCapacityFree => new Status(StatusCode.ResourceExhausted, "No capacity is free."),
                    LedgerRefusal.KeyUsedForAnotherSite => new Status(
                        StatusCode.AlreadyExists,
                        "The reservation key was used for another site."
                    ),
                    _ => new Status(StatusCode.Internal, "The service failed."),
                }
            );
}
