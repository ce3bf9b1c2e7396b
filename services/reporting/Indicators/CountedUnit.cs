namespace SocialServices.Reporting.Indicators;

/// <summary>One thing that an indicator counts, with the properties by which it can be broken down; null = not known.</summary>
internal sealed class CountedUnit
{
    /// <summary>How much it counts: 1, or the capacity of a site.</summary>
    public required long Weight { get; init; }

    /// <summary>Units of the same identity count once, however many there are. Only for <see cref="IMeasure.CountsIdentities"/>.</summary>
    public string? Identity { get; init; }

    public string? Sex { get; init; }
    public string? AgeBand { get; init; }
    public string? Disability { get; init; }
    public string? Place { get; init; }
    public string? Organization { get; init; }
    public string? Programme { get; init; }
    public string? ServiceType { get; init; }
    public string? Status { get; init; }
    public string? Priority { get; init; }
}
