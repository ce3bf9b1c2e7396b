using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>Keyset paging: <c>?limit=50&amp;after=…</c>, and the next page in the <c>Link</c> header (RFC 8288).</summary>
/// <param name="Limit">1 to 200, 50 when not given.</param>
/// <param name="After">What the previous page answered as <c>after</c>.</param>
public sealed record PageRequest(
    [property: FromQuery(Name = "limit"), Range(1, 200)] int? Limit,
    [property: FromQuery(Name = "after"), MaxLength(500)] string? After
)
{
    public const int DefaultLimit = 50;

    public int Size => Limit ?? DefaultLimit;

    /// <summary>The answer to an <c>after</c> that is not ours.</summary>
    public static ProblemHttpResult Unknown => Problems.Invalid("after", "Not a value of after that this list returned.");

    /// <summary>The key after which the page begins.</summary>
    /// <param name="key">Null on the first page.</param>
    /// <returns>False when <c>after</c> is not something that this service gave out.</returns>
    public bool TryGetKey(out string? key)
    {
        key = null;
        if (After is null)
        {
            return true;
        }

        try
        {
            key = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(After));
            return !key.Contains('\0');
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The id after which the page begins, in a list in the order of ids: UUID v7, hence in the order of creation.</summary>
    /// <param name="after">All zeros on the first page.</param>
    /// <returns>False when <c>after</c> was not given out by such a list: answer <see cref="Unknown"/>.</returns>
    public bool TryGetId(out Guid after)
    {
        after = Guid.Empty;
        return TryGetKey(out var key) && (key is null || Guid.TryParse(key, out after));
    }

    /// <summary>The number after which the page begins, in a list that is numbered from 1.</summary>
    /// <param name="after">0 on the first page.</param>
    /// <returns>False when <c>after</c> was not given out by such a list: answer <see cref="Unknown"/>.</returns>
    public bool TryGetNumber(out long after)
    {
        after = 0;
        return TryGetKey(out var key) && (key is null || long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out after));
    }

    /// <summary>Cuts a list that was read one longer than the page and links to the next page.</summary>
    /// <param name="rows">Up to <see cref="Size"/> + 1 rows in key order.</param>
    /// <param name="keyOf">The key of a row.</param>
    /// <param name="http">The response that gets the <c>Link</c> header.</param>
    public Page<T> ToPage<T>(IReadOnlyList<T> rows, Func<T, string> keyOf, HttpResponse http)
    {
        if (rows.Count <= Size)
        {
            return new Page<T>(rows, null);
        }

        var items = rows.Take(Size).ToList();
        var after = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(keyOf(items[^1])));
        var request = http.HttpContext.Request;
        var query = QueryString.Create(
            request
                .Query.Where(parameter => parameter.Key is not "after")
                .SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value))
                .Append(KeyValuePair.Create("after", (string?)after))
        );
        http.Headers.Link = $"<{request.PathBase}{request.Path}{query}>; rel=\"next\"";
        return new Page<T>(items, after);
    }
}
