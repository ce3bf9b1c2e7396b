namespace SocialServices.Registry.Imports.Duplicates;

/// <summary>A record as it is compared with others that are perhaps the same.</summary>
internal interface ITwin<TSelf>
    where TSelf : ITwin<TSelf>
{
    /// <summary>By what others find it.</summary>
    IReadOnlyList<int> Keys { get; }

    /// <summary>By what it finds others: two that have nothing in common are not compared.</summary>
    IEnumerable<int> Sought { get; }

    /// <returns>How probably they are the same, and why; null when they are not.</returns>
    (double Score, string Why)? CompareTo(TSelf other);
}
