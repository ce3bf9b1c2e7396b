using System.Buffers.Binary;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

/// <summary>An organization delivers a type of service at a place, with a capacity (HSDS: service at location).</summary>
internal sealed class Site : IDeletable, IVersioned
{
    public const int MaxCapacity = 100_000;

    /// <summary>What is earlier is a spreadsheet's empty date or a slip of the pen.</summary>
    public static readonly DateTimeOffset EarliestOpening = Ashgabat.Midnight(new(1900, 1, 1));

    public required Guid Id { get; init; }
    public required string OrganizationCode { get; init; }
    public required string ServiceTypeCode { get; init; }
    public required string PlaceCode { get; set; }

    /// <summary>The organization's own code for it, unique within the organization.</summary>
    public string? Code { get; set; }

    public required LocalizedText Name { get; set; }
    public string? Address { get; set; }
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }

    /// <summary>Null when nobody has said when it is open.</summary>
    public Schedule? Schedule { get; private set; }

    /// <summary>Words of <see cref="SpokenLanguage"/>.</summary>
    public string[] Languages { get; private set; } = [];

    /// <summary>Words of <see cref="AccessibilityFeature"/>.</summary>
    public string[] Accessibility { get; private set; } = [];

    public IReadOnlyList<SiteContact> Contacts { get; private set; } = [];
    public string? Website { get; private set; }
    public SiteDescription? Description { get; private set; }
    public IReadOnlyList<SiteFunding> Funding { get; private set; } = [];

    public Accreditation? Accreditation { get; private set; }

    /// <summary>First day of the suspension that lasts; null while it is not suspended.</summary>
    public DateOnly? AccreditationSuspendedFrom { get; private set; }

    public string? AccreditationSuspensionReason { get; private set; }

    public required SiteStatus Status { get; set; }

    /// <summary>Why it has this status, where somebody has said so.</summary>
    public string? StatusReason { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; set; }
    public string? DeletionReason { get; set; }

    /// <summary>Counts its edits, from 1; holds do not count, only the total capacity.</summary>
    public long Revision { get; private set; }

    /// <summary>Of its ETag: another than that of another site with as many edits.</summary>
    public uint Version => unchecked((uint)Revision + BinaryPrimitives.ReadUInt32BigEndian(Id.ToByteArray().AsSpan(12)));

    /// <summary>When it last changed, by the database's clock. What is held, taken and released does not count: everybody sees it.</summary>
    public DateTimeOffset ModifiedAt { get; private set; }

    /// <summary>UUID in HSDS of what is delivered here: its organization's offer of its service type; see <see cref="HsdsIds"/>.</summary>
    public Guid HsdsServiceId { get; private set; }

    /// <summary>How many people it can serve. This and the next two change only together with a row of the ledger.</summary>
    public int Total { get; private set; }

    /// <summary>Capacity reserved for referrals that are not yet accepted.</summary>
    public int Held { get; private set; }

    /// <summary>Capacity in use.</summary>
    public int Taken { get; private set; }

    public int Free => Total - Held - Taken;

    /// <summary>Free capacity at the beginning of the day of <see cref="CountedAt"/>; on its first day, what it opened with.</summary>
    public int FreeAtDayStart { get; private set; }

    /// <summary>When its capacity last changed. Like the numbers not for everybody.</summary>
    public DateTimeOffset? CountedAt { get; private set; }

    /// <summary>How it takes people in.</summary>
    public Admission Admission { get; private set; }

    public string Subject => $"site/{Id}";
    string? IRecord.Owner => OrganizationCode;

    /// <summary>Replaces all details; what is absent is not known any more.</summary>
    public void Describe(SiteDetails details)
    {
        (Schedule, Website, Description) = (details.Schedule, details.Website, details.Description);
        (Contacts, Funding, Admission) = (details.Contacts ?? [], details.Funding ?? [], details.Admission);
        Languages = [.. (details.Languages ?? []).Distinct().Select(Words.Of)];
        Accessibility = [.. (details.Accessibility ?? []).Distinct().Select(Words.Of)];
    }

    public SiteDetails Details() =>
        new(
            Schedule,
            [.. Languages.Select(Words.Parse<SpokenLanguage>)],
            [.. Accessibility.Select(Words.Parse<AccessibilityFeature>)],
            Contacts,
            Website,
            Description,
            Funding,
            Admission
        );

    /// <summary>A new document does not lift a suspension. Only the office lifts it.</summary>
    public void Accredit(Accreditation accreditation) => Accreditation = accreditation;

    /// <returns>False, and nothing changes, when there is nothing to suspend.</returns>
    public bool TrySuspendAccreditation(DateOnly from, string reason)
    {
        if (Accreditation is null || AccreditationSuspendedFrom is not null)
        {
            return false;
        }

        (AccreditationSuspendedFrom, AccreditationSuspensionReason) = (from, reason);
        return true;
    }

    /// <returns>False, and nothing changes, when it is not suspended.</returns>
    public bool TryRestoreAccreditation()
    {
        if (AccreditationSuspendedFrom is null)
        {
            return false;
        }

        (AccreditationSuspendedFrom, AccreditationSuspensionReason) = (null, null);
        return true;
    }

    public AccreditationState AccreditationOn(DateOnly day) =>
        Accreditation switch
        {
            null => AccreditationState.None,
            _ when AccreditationSuspendedFrom <= day => AccreditationState.Suspended,
            { ValidFrom: var from } when day < from => AccreditationState.None,
            { ValidUntil: { } until } when until < day => AccreditationState.Expired,
            _ => AccreditationState.Valid,
        };

    /// <summary>Whether it takes in anybody new.</summary>
    public bool TakesPeopleOn(DateOnly day) => Status is SiteStatus.Active && AccreditationOn(day) is not AccreditationState.Suspended;

    /// <returns>False, and nothing changes, when it would leave more people than capacity, or less than none.</returns>
    public bool TryCount(int total, int held, int taken, DateTimeOffset at)
    {
        var (newTotal, newHeld, newTaken) = (Total + total, Held + held, Taken + taken);
        if (newHeld < 0 || newTaken < 0 || newTotal > MaxCapacity || newHeld + newTaken > newTotal)
        {
            return false;
        }

        if (CountedAt is not { } before || Ashgabat.Day(before) < Ashgabat.Day(at))
        {
            FreeAtDayStart = Free;
        }

        (Total, Held, Taken, CountedAt) = (newTotal, newHeld, newTaken, at);
        return true;
    }

    /// <summary>Its first capacity.</summary>
    /// <returns>False, and nothing changes, when it is more than a site can have, or less than none.</returns>
    public bool TryOpen(int total, DateTimeOffset at)
    {
        if (!TryCount(total, held: 0, taken: 0, at))
        {
            return false;
        }

        FreeAtDayStart = Free;
        return true;
    }

    /// <summary>The word for its capacity that everybody may know.</summary>
    public Availability AvailabilityOn(DateOnly day) =>
        Availabilities.Of(TakesPeopleOn(day), Admission, CountedAt, FreeAtDayStart, Free, day);

    /// <returns>False, and nothing changes, when the site is closed for good.</returns>
    public bool TryBecome(SiteStatus status, string? reason = null)
    {
        if (Status is SiteStatus.Closed && status is not SiteStatus.Closed)
        {
            return false;
        }

        if (status != Status)
        {
            (Status, StatusReason) = (status, reason);
        }

        return true;
    }

    public SiteOpened Opened() => new(Id, OrganizationCode, ServiceTypeCode, PlaceCode, Words.Of(Status), Total);

    public SiteChanged Changed() => new(Id, PlaceCode);

    public SiteStatusChanged StatusChanged() => new(Id, Words.Of(Status));

    public SiteDeleted Deleted() => new(Id);

    public CapacityChanged CapacityChanged() => new(Id, Total, Held, Taken);
}
