using SocialServices.Contracts.Registry;
using SocialServices.Registry.Data;
using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

/// <summary>An organization delivers a type of service at a place, with a number of places (HSDS: service at location).</summary>
internal sealed class Site : IDeletable
{
    public const int MostPlaces = 100_000;

    public required Guid Id { get; init; }
    public required string OrganizationCode { get; init; }
    public required string ServiceTypeCode { get; init; }
    public required string PlaceCode { get; init; }

    /// <summary>The organization's own code for it, unique within the organization.</summary>
    public string? Code { get; init; }

    public required LocalizedText Name { get; init; }
    public string? Address { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public required SiteStatus Status { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; set; }
    public string? DeletionReason { get; set; }
    public uint Version { get; private set; }

    /// <summary>When it or the numbers of its places last changed, by the database's clock.</summary>
    public DateTimeOffset ModifiedAt { get; private set; }

    /// <summary>UUID in HSDS of what is delivered here: its organization's offer of its service type; see <see cref="Hsds.HsdsIds"/>.</summary>
    public Guid HsdsServiceId { get; private set; }

    /// <summary>All places. This and the next two change only together with a row of the ledger.</summary>
    public int Total { get; private set; }

    /// <summary>Places reserved for referrals that are not yet accepted.</summary>
    public int Held { get; private set; }

    /// <summary>Places in use.</summary>
    public int Taken { get; private set; }

    public int Free => Total - Held - Taken;

    public string Subject => $"site/{Id}";
    string? IRecord.Owner => OrganizationCode;

    /// <returns>False, and nothing changes, when it would leave more people than places or less than none.</returns>
    public bool TryCount(int total, int held, int taken)
    {
        var (newTotal, newHeld, newTaken) = (Total + total, Held + held, Taken + taken);
        if (newHeld < 0 || newTaken < 0 || newTotal > MostPlaces || newHeld + newTaken > newTotal)
        {
            return false;
        }

        (Total, Held, Taken) = (newTotal, newHeld, newTaken);
        return true;
    }

    /// <returns>False, and nothing changes, when the site is closed for good.</returns>
    public bool TryBecome(SiteStatus status)
    {
        if (Status is SiteStatus.Closed && status is not SiteStatus.Closed)
        {
            return false;
        }

        Status = status;
        return true;
    }

    public SiteOpened Opened() =>
        new(Id, OrganizationCode, ServiceTypeCode, PlaceCode, Words.Of(Status), Total) { EventId = Guid.CreateVersion7(OpenedAt), OccurredAt = OpenedAt };

    public SiteStatusChanged StatusChanged(DateTimeOffset at) =>
        new(Id, Words.Of(Status)) { EventId = Guid.CreateVersion7(at), OccurredAt = at };

    public PlacesChanged PlacesChanged(DateTimeOffset at) =>
        new(Id, Total, Held, Taken) { EventId = Guid.CreateVersion7(at), OccurredAt = at };
}
