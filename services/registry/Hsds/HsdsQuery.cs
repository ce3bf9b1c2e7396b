using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Hsds;

/// <summary>The parameters of all HSDS lists, of which each has its own (<see cref="HsdsParameters"/>). They are texts here, so that all that is wrong with a request is told at once and by HSDS's own names.</summary>
/// <param name="Page">From 1; 1 when not given.</param>
/// <param name="PerPage">1 to 200; 50 when not given.</param>
/// <param name="Format">Only <c>json</c>.</param>
/// <param name="Search">Part of a name in any of the three languages, at most 200 characters.</param>
/// <param name="ModifiedAfter">
/// Only what changed then or later: ISO 8601; without an offset it is a time in Ashgabat. A service changes too when one of its sites is deleted. HSDS has no word for what
/// is gone altogether: <c>/api/v1/registry/changes</c> tells it.
/// </param>
/// <param name="OrganizationId">Only what this organization delivers.</param>
/// <param name="TaxonomyTermId">Only what has this term: a need answered or a target group.</param>
/// <param name="TaxonomyId">Only what has a term of this taxonomy.</param>
/// <param name="Full">True: with all that belongs to each item.</param>
internal sealed record HsdsQuery(
    [property: FromQuery(Name = "page")] string? Page,
    [property: FromQuery(Name = "per_page")] string? PerPage,
    [property: FromQuery(Name = "format")] string? Format,
    [property: FromQuery(Name = "search")] string? Search,
    [property: FromQuery(Name = "modified_after")] string? ModifiedAfter,
    [property: FromQuery(Name = "organization_id")] string? OrganizationId,
    [property: FromQuery(Name = "taxonomy_term_id")] string? TaxonomyTermId,
    [property: FromQuery(Name = "taxonomy_id")] string? TaxonomyId,
    [property: FromQuery(Name = "full")] string? Full
)
{
    public const int DefaultPerPage = 50;
    public const int MaxPerPage = 200;
    public const int LastPage = 1_000_000;
    public const int MaxSearchLength = 200;

    /// <param name="request">Also its unknown parameters are refused: a filter that is silently ignored gives wrong lists.</param>
    /// <param name="filter">What was asked.</param>
    /// <returns>Null, or 400 that names every bad parameter.</returns>
    public ProblemHttpResult? Read(HttpRequest request, out HsdsFilter filter)
    {
        var known = HsdsParameters.Of(request).Names;
        var errors = request
            .Query.Keys.Except(known, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(name => name, _ => new[] { $"There is no such parameter; there are {string.Join(", ", known)}." });
        filter = new HsdsFilter(
            Number("page", Page, 1, LastPage),
            Number("per_page", PerPage, DefaultPerPage, MaxPerPage),
            Search,
            Moment("modified_after", ModifiedAfter),
            Id("organization_id", OrganizationId),
            Id("taxonomy_term_id", TaxonomyTermId),
            Id("taxonomy_id", TaxonomyId),
            Full is "true"
        );
        Check("format", Format is null or "json", "Only json.");
        Check(
            "search",
            Search is null || (Search.Length <= MaxSearchLength && !Search.Contains('\0')),
            $"At most {MaxSearchLength} characters."
        );
        Check("full", Full is null or "true" or "false", "true or false.");

        return errors.Count == 0 ? null : Problems.Unreadable(errors);

        int Number(string name, string? text, int otherwise, int most)
        {
            var number = otherwise;
            Check(
                name,
                text is null
                    || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most),
                $"1 to {most}."
            );
            return number;
        }

        Guid? Id(string name, string? text)
        {
            var id = Guid.Empty;
            Check(name, text is null || Guid.TryParse(text, out id), "A UUID.");
            return text is null ? null : id;
        }

        DateTimeOffset? Moment(string name, string? text)
        {
            var moment = default(DateTimeOffset);
            Check(
                name,
                text is null || Ashgabat.TryRead(text, out moment),
                "A date, or a date and time as 2021-11-24T12:57:00Z; without an offset it is Ashgabat's. A + in a URL is %2B."
            );
            return text is null ? null : moment.ToUniversalTime();
        }

        void Check(string name, bool fits, string reason)
        {
            if (!fits)
            {
                errors[name] = [reason];
            }
        }
    }
}

/// <summary>What of a list is wanted; conditions are ANDed.</summary>
internal sealed record HsdsFilter(
    int Page,
    int PerPage,
    string? Search,
    DateTimeOffset? ModifiedAfter,
    Guid? OrganizationId,
    Guid? TaxonomyTermId,
    Guid? TaxonomyId,
    bool Full
)
{
    public int Skip => (Page - 1) * PerPage;

    /// <summary>For <c>ilike … escape '\'</c>.</summary>
    public string? Pattern =>
        Search is null
            ? null
            : $"%{Search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
