using System.ComponentModel.DataAnnotations;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Sites.Searching;

/// <param name="Q">Free text in Turkmen, Russian or English, in either alphabet; misspelt words are understood.</param>
/// <param name="Need">Code of a need: sites whose service answers it.</param>
/// <param name="Age">Completed years: sites whose service is open to this age.</param>
/// <param name="Place">Code of a place: sites there and in all that is part of it.</param>
/// <param name="Near">Latitude and longitude in degrees (WGS 84), with a comma between: <c>37.95,58.38</c>.</param>
/// <param name="WithinKm">Greatest distance from <paramref name="Near"/> in kilometres, 50 when not given.</param>
/// <param name="Free">true: only sites with a free place.</param>
/// <param name="MinFree">At least so many free places.</param>
/// <param name="ServiceType">Code of what is delivered.</param>
/// <param name="Organization">Code of the provider.</param>
/// <param name="Code">The organization's own code for the site.</param>
/// <param name="Status">planned, active (when not given), suspended, closed, or any.</param>
/// <param name="Sort">relevance (when not given; without a text the order of opening), or distance, which needs <paramref name="Near"/>.</param>
/// <param name="Facets">true: how many hits there are in all, and by service type, velayat and organization.</param>
public sealed record SearchRequest(
    [property: MaxLength(200)] string? Q,
    [property: MaxLength(50)] string? Need,
    [property: Range(0, 130)] int? Age,
    [property: MaxLength(20)] string? Place,
    [property: MaxLength(50)] string? Near,
    [property: Range(0.1, 500)] double? WithinKm,
    bool? Free,
    [property: Range(0, Site.MostPlaces)] int? MinFree,
    [property: MaxLength(50)] string? ServiceType,
    [property: MaxLength(50)] string? Organization,
    [property: MaxLength(50)] string? Code,
    [property: MaxLength(30)] string? Status,
    [property: MaxLength(30)] string? Sort,
    bool? Facets)
{
    private const string AnyStatus = "any";

    /// <param name="errors">Gets what makes no sense, by field.</param>
    internal SearchCriteria ToCriteria(Dictionary<string, string[]> errors)
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

        return new SearchCriteria
        {
            Text = string.IsNullOrWhiteSpace(Q) ? null : Q,
            Need = Need,
            Age = Age,
            Place = Place,
            Near = near,
            WithinKm = WithinKm ?? SearchCriteria.UsualKm,
            MinimumFree = Math.Max(MinFree ?? 0, Free is true ? 1 : 0),
            ServiceType = ServiceType,
            Organization = Organization,
            Code = Code,
            Status = status,
            ByDistance = Sort is "distance",
        };
    }
}
