using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>A page of hits.</summary>
/// <param name="Items">Best first, or nearest first; in the order in which they were opened when there is no text.</param>
/// <param name="After">Opaque: send it as <c>after</c> to get the next page; absent on the last page.</param>
/// <param name="Facets">When asked for.</param>
/// <example>
/// {"items": [{"id": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a10", "code": "assistant-1", "organization": "yenme", "serviceType": "personal-assistant", "place": "TM-S",
/// "name": {"tk": "Ýeňme, Aşgabat: şahsy kömekçi", "ru": "Енме, Ашхабад: персональный ассистент", "en": "Yenme, Ashgabat: personal assistant"},
/// "label": "Yenme, Ashgabat: personal assistant", "status": "active", "capacity": {"total": 25, "availability": "few", "held": 0, "taken": 23, "free": 2}, "distanceKm": 1.27}],
/// "after": "MCAwMTdjZGYzZS02YzAwLTdhMzEtOWEzZS0zZjFkMmI2YzVhMTA"}
/// </example>
internal sealed record SearchPage(IReadOnlyList<SiteView> Items, string? After, SearchFacets? Facets);

/// <summary>All hits, not only those of the page, counted.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="ServiceTypes">By service type.</param>
/// <param name="Velayats">By velayat, or city with the rank of one.</param>
/// <param name="Organizations">By provider: the 20 with most.</param>
internal sealed record SearchFacets(
    long Total,
    IReadOnlyList<Facet> ServiceTypes,
    IReadOnlyList<Facet> Velayats,
    IReadOnlyList<Facet> Organizations
);

/// <summary>How many hits have this value.</summary>
/// <param name="Code">Of the service type, place or organization.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Label">The name in the language of <c>Accept-Language</c>.</param>
/// <param name="Count">Hits.</param>
internal sealed record Facet(string Code, LocalizedText Name, string Label, long Count);
