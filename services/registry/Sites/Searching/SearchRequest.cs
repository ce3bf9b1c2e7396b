using System.ComponentModel.DataAnnotations;
using SocialServices.Registry.Vocabularies;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Sites.Searching;

/// <param name="Q">Free text in Turkmen, Russian or English, in either alphabet; misspelt words are understood.</param>
/// <param name="Need">Code of a need, see <c>/needs</c>: sites whose service answers it.</param>
/// <param name="Age">Completed years: sites whose service is open to this age.</param>
/// <param name="Sex">female or male: not sites whose service is for the other sex only.</param>
/// <param name="Place">Code of a place: sites there and in all that is part of it.</param>
/// <param name="Near">Latitude and longitude in degrees (WGS 84), with a comma between: <c>37.95,58.38</c>.</param>
/// <param name="WithinKm">Greatest distance from <paramref name="Near"/> in kilometres, 50 when not given.</param>
/// <param name="OpenAt">
/// Sites that say that they are open then: <c>now</c>, an instant (<c>2026-11-23T04:30:00Z</c>), or a time in Ashgabat (<c>2026-11-23T09:30</c>).
/// </param>
/// <param name="Free">true: only sites with free capacity; without registry.capacity as of the beginning of the day, and not those that assess people first.</param>
/// <param name="MinFree">Free capacity for at least so many people; only with registry.capacity, or for the own organization.</param>
/// <param name="Language">Code of a language in which people are served: tk, ru, en, uzb, rsl …</param>
/// <param name="Accessibility">wheelchair, lift …; given several times, the site has all of it.</param>
/// <param name="ServiceType">Code of what is delivered.</param>
/// <param name="Organization">Code of the provider.</param>
/// <param name="Code">The organization's own code for the site.</param>
/// <param name="Status">planned, active (when not given), suspended, closed, or any.</param>
/// <param name="Sort">relevance (when not given; without a text the order of opening), or distance, which needs <paramref name="Near"/>.</param>
/// <param name="Facets">true: how many hits there are in all, and by service type, velayat and organization.</param>
public sealed record SearchRequest(
    [property: MaxLength(200)] string? Q = null,
    [property: MaxLength(50)] string? Need = null,
    [property: Range(0, 130)] int? Age = null,
    [property: MaxLength(30)] string? Sex = null,
    [property: MaxLength(20)] string? Place = null,
    [property: MaxLength(50)] string? Near = null,
    [property: Range(0.1, 500)] double? WithinKm = null,
    [property: MaxLength(50)] string? OpenAt = null,
    bool? Free = null,
    [property: Range(0, Site.MaxCapacity)] int? MinFree = null,
    [property: MaxLength(30)] string? Language = null,
    [property: MaxLength(20)] string[]? Accessibility = null,
    [property: MaxLength(50)] string? ServiceType = null,
    [property: MaxLength(50)] string? Organization = null,
    [property: MaxLength(50)] string? Code = null,
    [property: MaxLength(30)] string? Status = null,
    [property: MaxLength(30)] string? Sort = null,
    bool? Facets = null
)
{
    private const string AnyStatus = "any";

    /// <param name="errors">Gets what makes no sense, by field.</param>
    /// <param name="now">When it is asked.</param>
    /// <param name="rights">What the caller may see of capacity.</param>
    internal SearchCriteria ToCriteria(Dictionary<string, string[]> errors, DateTimeOffset now, CapacityRights rights)
    {
        GeoPoint? near = null;
        if (Near is not null)
        {
            if (GeoPoint.TryParse(Near, out var point))
            {
                near = point;
            }
            else
            {
                errors["near"] = ["Must be latitude,longitude in degrees, for example 37.95,58.38."];
            }
        }
        else if (WithinKm is not null || Sort is "distance")
        {
            errors["near"] = ["A distance needs a point to measure from."];
        }

        if (Sort is not (null or "relevance" or "distance"))
        {
            errors["sort"] = ["Must be one of: relevance, distance."];
        }

        SiteStatus? status = SiteStatus.Active;
        if (Status is not null && !Words.TryParse(Status is AnyStatus ? null : Status, out status))
        {
            errors["status"] = [$"{Words.Expected<SiteStatus>().TrimEnd('.')}, {AnyStatus}."];
        }

        if (Sex is not (null or "female" or "male"))
        {
            errors["sex"] = ["Must be one of: female, male."];
        }

        DateTime? openAt = null;
        if (OpenAt is not null && !TryParseTime(OpenAt, now, out openAt))
        {
            errors["openAt"] =
            [
                "Must be now, an instant as 2026-11-23T04:30:00Z, or a time in Ashgabat as 2026-11-23T09:30; a + in a URL is %2B.",
            ];
        }

        if (Need is not null && Terms.Needs.Refuse([Need]) is { } unknownNeed)
        {
            errors["need"] = [unknownNeed];
        }

        if (!Words.TryParse<SpokenLanguage>(Language, out _))
        {
            errors["language"] = [Words.Expected<SpokenLanguage>()];
        }

        if (Accessibility?.Any(feature => !Words.TryParse<AccessibilityFeature>(feature, out _)) is true)
        {
            errors["accessibility"] = [Words.Expected<AccessibilityFeature>()];
        }

        var seesNumbers = rights.SeesAll || (Organization is { } organization && rights.Sees(organization));
        if (MinFree > 0 && !seesNumbers)
        {
            errors["minFree"] = ["Needs the scope registry.capacity, or organization = your own. Use free=true."];
        }

        return new SearchCriteria
        {
            Text = string.IsNullOrWhiteSpace(Q) ? null : Q,
            Need = Need,
            Age = Age,
            Sex = Sex,
            Place = Place,
            Near = near,
            WithinKm = WithinKm ?? SearchCriteria.UsualKm,
            OpenAt = openAt,
            Language = Language,
            Accessibility = Accessibility ?? [],
            MinimumFree = Math.Max(MinFree ?? 0, Free is true ? 1 : 0),
            FreeAsOf = seesNumbers ? null : Ashgabat.Midnight(rights.Today),
            ServiceType = ServiceType,
            Organization = Organization,
            Code = Code,
            Status = status,
            ByDistance = Sort is "distance",
        };
    }

    /// <param name="local">In Ashgabat, where the programme's hours are.</param>
    private static bool TryParseTime(string text, DateTimeOffset now, out DateTime? local)
    {
        var instant = default(DateTimeOffset);
        var isTime = text.Contains('T', StringComparison.Ordinal) && Ashgabat.TryRead(text, out instant) && Ashgabat.Knows(instant);
        local =
            text is "now" ? Ashgabat.Local(now)
            : isTime ? Ashgabat.Local(instant)
            : null;
        return local is not null;
    }
}
