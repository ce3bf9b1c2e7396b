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
    [property: Required, MaxLength(300)] string En
)
{
    /// <summary>The text in the language that the caller prefers (RFC 9110 <c>Accept-Language</c>); English when none fits.</summary>
    public string For(HttpRequest request) => In(LanguageOf(request));

    /// <param name="language">tk, ru, or else English.</param>
    public string In(string? language) =>
        language switch
        {
            "tk" => Tk,
            "ru" => Ru,
            _ => En,
        };

    /// <summary>The language of ours that the caller prefers, for many texts at once; null when it names none.</summary>
    public static string? LanguageOf(HttpRequest request) =>
        request.Headers.AcceptLanguage.Count is 0
            ? null
            : request
                .GetTypedHeaders()
                .AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
                .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant())
                .FirstOrDefault(language => language is "tk" or "ru" or "en");
}
