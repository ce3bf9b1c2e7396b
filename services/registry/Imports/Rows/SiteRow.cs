using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>A row about a site that makes sense by itself.</summary>
internal sealed record SiteRow(
    int Line, Guid? Id, string? Code, string Organization, string ServiceType, string Place, LocalizedText Name, Given<string?> Address,
    Given<double?> Latitude, Given<double?> Longitude, SiteStatus? Status, string? StatusReason, DateTimeOffset? OpenedAt, int Total,
    Given<SpokenLanguage[]> Languages, Given<AccessibilityFeature[]> Accessibility, Given<string?> Website, Given<SiteDescription?> Description)
{
    /// <summary>The details of a site with what the file says about them.</summary>
    public SiteDetails Over(SiteDetails details) => details with
    {
        Languages = Languages.Or([.. details.Languages ?? []]),
        Accessibility = Accessibility.Or([.. details.Accessibility ?? []]),
        Website = Website.Or(details.Website),
        Description = Description.Or(details.Description),
    };
}

/// <summary>A value that the file says something about, or not.</summary>
internal readonly record struct Given<T>(bool IsGiven, T Value)
{
    /// <summary>The value of the file, else what there is.</summary>
    public T Or(T present) => IsGiven ? Value : present;
}
