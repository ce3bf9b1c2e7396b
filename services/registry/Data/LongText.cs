using System.ComponentModel.DataAnnotations;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Data;

/// <summary>Sentences in the three languages of the programme; a name is a <see cref="LocalizedText"/>.</summary>
/// <param name="Tk">Turkmen (Latin).</param>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record LongText(
    [property: Required, MaxLength(4000), PlainText(Prose = true)] string Tk,
    [property: Required, MaxLength(4000), PlainText(Prose = true)] string Ru,
    [property: Required, MaxLength(4000), PlainText(Prose = true)] string En
)
{
    /// <summary>In the language of <c>Accept-Language</c>.</summary>
    public string For(HttpRequest request) => new LocalizedText(Tk, Ru, En).For(request);
}
