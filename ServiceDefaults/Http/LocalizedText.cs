using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>A name in the three languages of the programme.</summary>
/// <param name="Tk">Turkmen (Latin).</param>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record LocalizedText(
    [property: Required, MaxLength(300)] string Tk,
    [property: Required, MaxLength(300)] string Ru,
    [property: Required, MaxLength(300)] string En)
{
    /// <summary>The text in the language that the caller prefers (RFC 9110 <c>Accept-Language</c>); English when none fits.</summary>
    public string For(HttpRequest request)
    {
        var preferred = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(language => language is "tk" or "ru" or "en");
        return preferred switch { "tk" => Tk, "ru" => Ru, _ => En };
    }
}
