using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Data;
using SocialServices.Registry.Ledger;

namespace SocialServices.Registry.Grpc;

/// <summary>The ledger of places for the other services.</summary>
internal sealed class PlacesService(ReservePlace reserve, ConfirmPlace confirm, ReleasePlace release, TimeProvider clock)
    : Contracts.Registry.V1.Places.PlacesBase
{
    public override async Task<Contracts.Registry.V1.PlaceReservation> Reserve(ReservePlaceRequest request, ServerCallContext context)
    {
        var (key, site) = (KeyOf(request.ReservationKey), Answers.IdOf(request.SiteId, "site_id"));
        var now = clock.GetUtcNow();
        if (
            Answers.InstantOf(request.ExpiresAt, "expires_at") is not { } expiresAt
            || expiresAt <= now
            || expiresAt > now + ReservePlace.LongestHold
        )
        {
            throw Answers.Invalid("expires_at", $"must lie in the future, at most {ReservePlace.LongestHold.TotalDays} days ahead");
        }

        return Answer(await reserve.HandleAsync(key, site, expiresAt, context.CancellationToken));
    }

    public override async Task<Contracts.Registry.V1.PlaceReservation> Confirm(ConfirmPlaceRequest request, ServerCallContext context) =>
        Answer(await confirm.HandleAsync(KeyOf(request.ReservationKey), context.CancellationToken));

    public override async Task<Contracts.Registry.V1.PlaceReservation> Release(ReleasePlaceRequest request, ServerCallContext context) =>
        Answer(await release.HandleAsync(KeyOf(request.ReservationKey), context.CancellationToken));

    internal static PlaceCounts CountsOf(Sites.Site site) =>
        new()
        {
            Total = site.Total,
            Held = site.Held,
            Taken = site.Taken,
            Free = site.Free,
        };

    private static string KeyOf(string key) =>
        key.Length is > 0 and <= Ledger.PlaceReservation.LongestKey && !key.Any(char.IsControl)
            ? key
            : throw Answers.Invalid("reservation_key", $"must have 1 to {Ledger.PlaceReservation.LongestKey} printable characters");

    private static Contracts.Registry.V1.PlaceReservation Answer(LedgerAnswer answer) =>
        answer is { Reservation: { } reservation, Site: { } site }
            ? new()
            {
                ReservationKey = reservation.Key,
                SiteId = site.Id.ToString(),
                State = Words.Of(reservation.State),
                ExpiresAt = reservation.ExpiresAt.ToTimestamp(),
                Places = CountsOf(site),
            }
            : throw new RpcException(
                answer.Refusal switch
                {
                    LedgerRefusal.SiteUnknown => new Status(StatusCode.NotFound, "The site was not found."),
                    LedgerRefusal.ReservationUnknown => new Status(StatusCode.NotFound, "The reservation was not found."),
                    LedgerRefusal.SiteTakesNobody => new Status(StatusCode.FailedPrecondition, "The site does not take anybody."),
                    LedgerRefusal.AlreadyReleased => new Status(StatusCode.FailedPrecondition, "The reservation was already released."),
                    LedgerRefusal.NoPlaceFree => new Status(StatusCode.ResourceExhausted, "No place is free."),
                    LedgerRefusal.KeyUsedForAnotherSite => new Status(
                        StatusCode.AlreadyExists,
                        "The reservation key was used for another site."
                    ),
                    _ => new Status(StatusCode.Internal, "The service failed."),
                }
            );
}
