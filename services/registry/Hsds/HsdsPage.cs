using System.Text.Json.Serialization;

namespace SocialServices.Registry.Hsds;

/// <summary>One page of an HSDS list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="TotalItems">In the whole list.</param>
/// <param name="TotalPages">0 when the list is empty.</param>
/// <param name="PageNumber">From 1.</param>
/// <param name="Size">Items on this page.</param>
/// <param name="FirstPage">True on page 1.</param>
/// <param name="LastPage">True when no page follows.</param>
/// <param name="Empty">True when the page has no items.</param>
/// <param name="Contents">The items.</param>
/// <example>{"total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": true, "last_page": true, "empty": false}</example>
internal sealed record HsdsPage<T>(
    [property: JsonPropertyName("total_items")] int TotalItems,
    [property: JsonPropertyName("total_pages")] int TotalPages,
    [property: JsonPropertyName("page_number")] int PageNumber,
    int Size,
    [property: JsonPropertyName("first_page")] bool FirstPage,
    [property: JsonPropertyName("last_page")] bool LastPage,
    bool Empty,
    IReadOnlyList<T> Contents
)
{
    public static HsdsPage<T> Of(HsdsFilter filter, int total, IReadOnlyList<T> contents)
    {
        var pages = (total + filter.PerPage - 1) / filter.PerPage;
        return new(total, pages, filter.Page, contents.Count, filter.Page == 1, filter.Page >= pages, contents.Count == 0, contents);
    }

    /// <summary>A page of a list that is short enough to be held in memory.</summary>
    public static HsdsPage<T> Of(HsdsFilter filter, IReadOnlyList<T> all) =>
        Of(filter, all.Count, [.. all.Skip(filter.Skip).Take(filter.PerPage)]);
}
