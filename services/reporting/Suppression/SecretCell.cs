namespace SocialServices.Reporting.Suppression;

/// <summary>A number, and what readers of all releases know of it.</summary>
internal sealed class SecretCell
{
    /// <summary>What it is, the same in all releases: indicator, period, categories.</summary>
    public required string Key { get; init; }

    public required long Value { get; init; }

    /// <summary>By its nature it is 0: everybody knows.</summary>
    public bool IsStructuralZero { get; init; }

    /// <summary>An earlier release shows it: for ever known.</summary>
    public bool IsKnown { get; init; }

    /// <summary>This release may show it. What it does not have, and what it hides anyway, is not asked about.</summary>
    public bool IsOffered { get; init; }

    /// <summary>What no table has: all that is left of a total. It may well be calculated.</summary>
    public bool IsRest { get; init; }

    /// <summary>A total of others: hidden only when nothing else helps.</summary>
    public bool IsMargin { get; init; }

    /// <summary>It must not be calculated: small, or telling something of everybody in a group.</summary>
    public bool IsSensitive { get; set; }

    /// <summary>Not shown in any release.</summary>
    public bool IsHidden { get; set; }

    /// <summary>How much of it an organization knows, because it is its own.</summary>
    public IReadOnlyDictionary<string, long> Own { get; init; } = new Dictionary<string, long>();

    /// <summary>Code of the organization whose units alone are counted here; null for others.</summary>
    public string? Owner { get; init; }

    public bool IsOpen => !IsHidden;
}
